/** Base forms with which people begin follow-ups, in the languages that have them first in the sentence. */
const VERBS = new Set(
  (
    'add adapt adopt adjust alert align allow analyse analyze announce apply appoint arrange ask assess assign attach audit automate avoid back backfill backport ban batch block book bring build bump bundle buy cache capture catch change check choose clarify clean close code collect come communicate compare ' +
    'complete conduct configure confirm connect consider consolidate contact continue contribute control convert copy correct cover create cut deal debug decide declare decommission decouple decrease default define delete deliver deploy deprecate design destroy detect determine develop devise diagnose disable disallow ' +
    'discuss display distribute document do drop educate elevate eliminate email embed emit enable encourage encrypt enforce engage enhance ensure escalate establish estimate evaluate examine expand experiment explore expose extend extract fail figure file filter finalise finalize find finish fix follow forbid force ' +
    'formalise formalize forward gate gather generate get give grant guard handle harden have help hide hire host identify implement improve include increase inform ingest inspect install instrument integrate introduce inventory investigate isolate issue join keep label launch learn let leverage limit link list load locate ' +
    'lock log look lower maintain make manage map mark measure merge migrate minimise minimize mirror modify monitor move mute name negotiate notify obtain offer onboard open optimise optimize order organise organize override own page parallelise parallelize parse patch perform pin plan populate port post practice prepare present prevent prioritise ' +
    'prioritize produce profile promote propagate propose protect prototype prove provide provision prune publish pull purge push put quarantine quantify query raise rate re-architect re-enable re-evaluate read rebuild recommend reconcile reconfigure record recover rectify recycle redeploy redesign redirect reduce refactor refine refuse register reject relax release reload ' +
    'remediate remember remind remove rename reorganise reorganize repair repeat replace replicate report repurpose request require reroute rerun research reserve reset resolve respond restart restore restrict restructure retain rethink retire retry return reuse revert review revisit revoke revamp rewrite roll rotate route run sanitise sanitize save scale scan schedule scope scrub seal search ' +
    'secure seed seek select send separate serve set setup share shift ship show simplify simulate skip slow solve sort specify speed spike spin split stabilise stabilize standardise standardize start stop store streamline strengthen stress strip structure study submit subscribe suggest support surface suspend swap switch sync synchronise synchronize tag take talk teach test think ' +
    'throttle tidy tighten trace track train transfer transition treat triage trigger trim try tune turn understand unify unit upgrade update upload upskill use utilise utilize validate verify version visualise visualize wait warn watch whitelist widen wipe work wrap write'
  ).split(' '),
);

const lead = /^[\s*_"'`([{]*(?:please|also|always|never|better|properly|automatically|manually|proactively|periodically|regularly|potentially|possibly|maybe|then|finally|first|secondly?|do not|don't|not)?[\s,:]*([\p{L}-]+)/iu;
const intent = /\b(?:should|must|shall|needs? to|has to|have to|will|is to|are to|to be|going to|plan(?:s|ning)? to|want to|would like to|let's|todo)\b/i;
const past = /^[\s*_"'`([{]*(?:we |they |i |the team )?(?:have |has |had |was |were )?[\p{L}-]+(?:ed|aused|ought|ade|ent|an)\b(?! to\b)/iu;

/** True for words that say what is to be done: an imperative, a duty or an intention. English only; other languages give null. */
export const soundsLikeAction = (text: string): boolean | null => {
  if (!/[a-z]{2}/i.test(text)) return null;
  const first = lead.exec(text)?.[1]?.toLowerCase() ?? '';
  return VERBS.has(first) || intent.test(text.slice(0, 160));
};

/** True for words that tell what was done: `Restarted the pods`, `We rolled back`. */
export const soundsDone = (text: string): boolean => past.test(text) && !intent.test(text.slice(0, 160));
