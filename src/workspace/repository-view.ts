import type { GatesView } from '../gates/view.ts';

/** What rules may know of the repository around the document; absent parts are null and rules that need them stay silent. */
export interface RepositoryView {
  /** Default branch (`main`); null outside git. */
  readonly defaultBranch: string | null;
  readonly branches: readonly string[] | null;
  /** True where the repository-relative path exists (file or directory); null where there is no repository to ask. */
  readonly exists: (path: string) => boolean | null;
  /** Anchors (slugs of headings) of another Markdown file of the repository; null where it cannot be read. */
  readonly anchors: (path: string) => ReadonlySet<string> | null;
  /** People and teams of CODEOWNERS and the configured directory; null where neither exists. */
  readonly owners: ReadonlySet<string> | null;
  /** With `--diff BASE`: the change set; null otherwise. */
  readonly change: { readonly base: string; readonly files: readonly ChangedFile[] } | null;
  readonly severities: readonly string[];
  /** The repository's gates; null or absent where no document links any, or where nobody asked. */
  readonly gates?: GatesView | null;
}

export interface ChangedFile {
  readonly path: string;
  readonly status: 'added' | 'modified' | 'deleted' | 'renamed';
  readonly before: string | null;
  readonly after: string | null;
}
