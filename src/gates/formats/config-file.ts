import type { GateFile, GateFiles, GateProblem } from '../adapter.ts';
import { readJavascript } from './javascript-file.ts';
import { readJson } from './json-file.ts';
import type { ConfigNode } from './node.ts';
import { readYamlDocument } from './yaml-file.ts';

export interface ConfigFile {
  readonly root: ConfigNode | null;
  readonly opaque: string | null;
  readonly problems: readonly GateProblem[];
}

/** Reads a configuration that a tool takes in several languages, by the file's extension; a script gives its default export. */
export const readConfig = (file: GateFile, files: GateFiles): ConfigFile => {
  if (/\.[cm]?[jt]sx?$/.test(file.path)) {
    const { exports, opaque, problems } = readJavascript(file, files);
    return { root: exports.get('default') ?? null, opaque, problems };
  }
  // A dot file without an extension (`.lighthouserc`, `.nycrc`) is JSON or YAML; every JSON is YAML, but for its comments.
  return /\.ya?ml$/.test(file.path) || (!/\.json5?$/.test(file.path) && !file.text.trimStart().startsWith('{')) ? readYamlDocument(file) : readJson(file);
};
