import { Box } from 'ink';
import type { ReactNode } from 'react';
import type { Part } from '../../editor/parts/part.ts';
import { neutralise } from '../../record/neutralise.ts';
import type { IncidentRecord } from '../../record/record.ts';
import { useTheme } from '../theme.ts';
import { fit, Line } from '../widgets/line.tsx';

const LABEL = 20;

/** The fields of one row. */
export const Form = ({ part, record, row, field, height }: { readonly part: Part; readonly record: IncidentRecord; readonly row: number; readonly field: number; readonly height: number }): ReactNode => {
  const { sign } = useTheme();
  return (
    <Box flexDirection="column" height={height}>
      {part.fields(record, row).map(({ name, label }, index) => (
        <Line key={name} bold={index === field}>{`${index === field ? sign('selected') : ' '} ${fit(label, LABEL)} ${neutralise(part.value(record, row, name)) || '–'}`}</Line>
      ))}
    </Box>
  );
};
