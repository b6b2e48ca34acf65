import { digest } from '../../workspace/cache.ts';
import type { RepositoryView } from '../../workspace/repository-view.ts';

/** The answers that the rules of one document got from the repository: what its findings depend on besides its text. Plain data. */
export interface RepositoryAnswers {
  readonly exists: readonly (readonly [path: string, answer: boolean | null])[];
  /** Digests of the anchors. */
  readonly anchors: readonly (readonly [path: string, answer: string])[];
  /** True where a rule looked at the repository's gates. */
  readonly gates: boolean;
}

/** What a set of anchors is compared by. */
export const anchorsKey = (anchors: ReadonlySet<string> | null): string => (anchors === null ? '' : digest(...anchors));

/** A view of the repository that notes what it is asked. */
export const watchRepository = (repository: RepositoryView): { readonly view: RepositoryView; readonly answers: () => RepositoryAnswers } => {
  const exists = new Map<string, boolean | null>();
  const anchors = new Map<string, string>();
  let gates = false;
  return {
    view: {
      defaultBranch: repository.defaultBranch,
      branches: repository.branches,
      owners: repository.owners,
      change: repository.change,
      severities: repository.severities,
      get gates() {
        gates = true;
        return repository.gates ?? null;
      },
      exists: (asked) => {
        const answer = repository.exists(asked);
        exists.set(asked, answer);
        return answer;
      },
      anchors: (asked) => {
        const answer = repository.anchors(asked);
        anchors.set(asked, anchorsKey(answer));
        return answer;
      },
    },
    answers: () => ({ exists: [...exists], anchors: [...anchors], gates }),
  };
};
