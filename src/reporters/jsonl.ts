import type { Reporter } from './define-reporter.ts';
import { toJson } from '../record/json.ts';

/** One finding a line, as in the `findings` of the JSON report; a file that could not be read is a line with `path` and `reason`. */
export const reportJsonLines: Reporter = (report) => [...report.findings, ...report.failed].map((line) => `${toJson(line)}\n`).join('');
