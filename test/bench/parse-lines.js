// The bare minimum that any reader of JSON Lines does: reads the file named, and parses every line.
import { createReadStream } from 'node:fs';

let rest = Buffer.alloc(0);
let lines = 0;
for await (const chunk of createReadStream(process.argv[2], { highWaterMark: 1 << 20 })) {
  const buffer = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
  let start = 0;
  for (let end = buffer.indexOf(10); end >= 0; end = buffer.indexOf(10, start)) {
    try {
      JSON.parse(buffer.toString('utf8', start, end));
      lines++;
    } catch {
      // A damaged line.
    }
    start = end + 1;
  }
  rest = buffer.subarray(start);
}
console.log(lines);
