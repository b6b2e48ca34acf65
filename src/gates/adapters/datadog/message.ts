const TAG = /\{\{\s*([#/^])\s*([a-z_]+)[^}]*\}\}/g;
const HANDLE = /@[A-Za-z0-9][\w.@/+-]*/g;
/** Sections of a message that are shown in some state other than an alert. */
const OTHER_STATES: ReadonlySet<string> = new Set(['is_warning', 'is_recovery', 'is_warning_recovery', 'is_alert_recovery', 'is_no_data', 'is_no_data_recovery']);

/** Who is told when the monitor alerts: handles (`@pagerduty-x`) outside sections for other states (`{{#is_warning}}`). */
export const alertHandles = (message: string): readonly string[] => {
  const open: string[] = [];
  const handles = new Set<string>();
  let from = 0;
  const collect = (until: number): void => {
    if (open.some((one) => OTHER_STATES.has(one) || one === '^is_alert')) return;
    for (const [handle] of message.slice(from, until).matchAll(HANDLE)) handles.add(handle.replace(/[.,:;!?]+$/, ''));
  };
  for (const tag of message.matchAll(TAG)) {
    const [whole, sign, name] = tag;
    collect(tag.index);
    from = tag.index + whole.length;
    if (sign === '#') open.push(name ?? '');
    else if (sign === '^') open.push(`^${name ?? ''}`);
    else open.pop();
  }
  collect(message.length);
  return [...handles].toSorted();
};
