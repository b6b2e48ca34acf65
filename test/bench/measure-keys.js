// Loaded into the editor by the benchmark: appends to the file named in POSTMORTEM_MEASURE how many milliseconds of processor time the app's own thread
// took to the first frame, and from each key that it read to the frame that shows it.
import { appendFileSync, readFileSync } from 'node:fs';

const file = process.env.POSTMORTEM_MEASURE;
/** The first figure is the time on a processor, in nanoseconds; what others take of the machine does not count. */
const onProcessor = () => Number(readFileSync(`/proc/self/task/${process.pid}/schedstat`, 'utf8').split(' ')[0]) / 1e6;
/** Shorter writes begin or end a frame. */
const FRAME = 20;

let began = null;
let painted = false;
const read = process.stdin.read.bind(process.stdin);
process.stdin.read = (...args) => {
  const chunk = read(...args);
  if (chunk !== null) began ??= onProcessor();
  return chunk;
};
const write = process.stdout.write.bind(process.stdout);
process.stdout.write = (chunk, ...rest) => {
  const written = write(chunk, ...rest);
  if (!painted && /[a-z]{3}/i.test(chunk)) {
    painted = true;
    appendFileSync(file, `first ${onProcessor()}\n`);
  }
  if (began !== null && chunk.length > FRAME) {
    appendFileSync(file, `${onProcessor() - began}\n`);
    began = null;
  }
  return written;
};
