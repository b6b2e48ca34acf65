import type { GatesView } from '../../gates/view.ts';
import { prepareFor } from '../../rules/prepare.ts';
import { examine, type Examined } from '../../rules/run-rules.ts';
import type { RuleSettings } from '../../rules/settings.ts';
import type { DocumentReader } from '../../workspace/reader.ts';
import { repositoryView, type RepositoryFacts } from '../../workspace/repository.ts';
import type { RepositoryView } from '../../workspace/repository-view.ts';
import type { Workspace } from '../../workspace/workspace.ts';
import type { CheckOptions } from './options.ts';
import { settingsByPath } from './settings-by-path.ts';
import { watchRepository, type RepositoryAnswers } from './watched-repository.ts';

/** What documents are examined with. Plain data, so that another thread may be given it. */
export interface ExaminationSetup {
  readonly place: Omit<Workspace, 'host'>;
  readonly facts: RepositoryFacts;
  readonly rules: Pick<CheckOptions, 'only' | 'ruleSeverities'>;
  /** ISO date. */
  readonly today: string;
  /** Whether to note what the rules ask of the repository. */
  readonly watch: boolean;
}

/** A document after the rules that look at it alone, and the answers they got where those were noted. Plain data. */
export interface Examination {
  readonly examined: Examined;
  readonly answers: RepositoryAnswers | null;
}

export interface Examiner {
  readonly repository: RepositoryView;
  /** Rule settings of the document at a path. */
  readonly settingsFor: (path: string) => RuleSettings;
  readonly examine: (path: string, text: string) => Promise<Examination>;
}

/** Reads documents and runs the rules that look at one alone. */
export const openExaminer = (workspace: Workspace, setup: ExaminationSetup, reader: DocumentReader, gates: GatesView | null): Examiner => {
  const repository = repositoryView(workspace, setup.facts, reader, gates);
  const settingsFor = settingsByPath(workspace, setup.rules);
  return {
    repository,
    settingsFor,
    examine: async (path, text) => {
      const waiting = prepareFor(text);
      if (waiting) await waiting;
      const watched = setup.watch ? watchRepository(repository) : null;
      const { document, record } = reader.read(path, text);
      const examined = examine({ document, record, repository: watched?.view ?? repository, settings: settingsFor(path), today: setup.today });
      return { examined, answers: watched?.answers() ?? null };
    },
  };
};
