const SECONDS: Readonly<Record<string, number>> = { ns: 1e-9, us: 1e-6, µs: 1e-6, ms: 1e-3, s: 1, m: 60, h: 3600, d: 86_400, w: 604_800 };

/**
 * Seconds of a Go duration (`1m30s`, `0.5h`), with `d` and `w` as the tools around Kubernetes add them; a bare number is seconds.
 * Null where it is not one.
 */
export const durationSeconds = (text: string | null): number | null => {
  const written = text?.trim() ?? '';
  if (/^-?\d+(?:\.\d+)?$/.test(written)) return Number(written);
  if (!/^(?:\d+(?:\.\d+)?(?:ns|us|µs|ms|[smhdw]))+$/.test(written)) return null;
  let seconds = 0;
  for (const [, digits, unit] of written.matchAll(/(\d+(?:\.\d+)?)(ns|us|µs|ms|[smhdw])/g)) seconds += Number(digits) * (SECONDS[unit ?? ''] ?? Number.NaN);
  return seconds;
};
