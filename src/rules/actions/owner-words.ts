const ROLES = 'team|squad|group|crew|guild|chapter|department|staff|folks|people|everyone|everybody|all|someone|somebody|anyone|engineering|engineers?|developers?|devs?|dev ?ops|sre|sres|ops|operations|infra(?:structure)?|platform|security|backend|frontend|support|management|leadership|on-?call(?: engineer)?|oncall|manager|tech lead|team lead|lead|maintainers?|admins?|owners?|us|we';
const rolesOnly = new RegExp(String.raw`^(?:the |our |all |whole |entire )*(?:(?:${ROLES})(?: |$))+$`, 'i');
const onCall = /\bon[- ]?call\b/i;
const handle = /^@[\w.-]+(?:\/[\w.-]+)?$/;

/**
 * Why nobody can be asked by an owner's name; null for names of people, handles, and teams that have a name. A handle (`@org/team`) can be
 * paged, `the platform team` cannot, and who is on call changes with the shift.
 */
export const whyNotPageable = (owner: string): string | null => {
  const words = owner.trim();
  if (handle.test(words) || words.includes('@')) return null;
  if (onCall.test(words)) return `is whoever is on call, which changes with the shift`;
  return rolesOnly.test(words) ? 'is a role, not somebody one can ask' : null;
};
