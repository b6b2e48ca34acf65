// Reads and parses the YAML files whose paths the first argument's file lists: what the gates are measured against.
import { readFileSync } from 'node:fs';
import { parseAllDocuments } from 'yaml';

let documents = 0;
for (const path of readFileSync(process.argv[2], 'utf8').split('\n')) documents += parseAllDocuments(readFileSync(path, 'utf8')).length;
console.log(documents);
