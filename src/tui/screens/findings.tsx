import { Box } from 'ink';
import type { ReactNode } from 'react';
import { neutralise } from '../../record/neutralise.ts';
import type { Finding } from '../../record/finding.ts';
import { useTheme } from '../theme.ts';
import { Line } from '../widgets/line.tsx';

const TONES = { error: 'bad', warning: 'warn', info: null } as const;
const SIGNS = { error: 'error', warning: 'warning', info: 'empty' } as const;

/** The finding that was gone to last, and those behind it. */
export const Findings = ({ findings, finding, height }: { readonly findings: readonly Finding[]; readonly finding: number; readonly height: number }): ReactNode => {
  const { sign } = useTheme();
  const from = Math.max(0, finding);
  return (
    <Box flexDirection="column" height={height}>
      {findings.slice(from, from + height).map(({ fingerprint, severity, range, message, rule, fix }, index) => (
        <Line key={`${fingerprint} ${index}`} tone={TONES[severity]}>{`${sign(SIGNS[severity])} ${range.start.line} ${neutralise(message)} ${rule}${fix ? ' (F)' : ''}`}</Line>
      ))}
    </Box>
  );
};
