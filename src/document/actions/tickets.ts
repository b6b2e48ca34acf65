import { matchesOf } from '../../record/matches.ts';
import type { Link } from '../../record/timeline.ts';
import { lengthWithout } from './length-without.ts';

/** Prefixes that look like a project key and are none. */
const NOT_A_PROJECT = 'AI|AES|CAPEC|COVID|CVE|CWE|DORA|ES|GDPR|GHSA|GPT|HTTP|HTTPS|IEEE|IP|ISO|LLAMA|MD|NIST|P|PCI|PEP|PM|Q|RFC|RSA|S|SEV|SHA|SOC|SSE|TLS|UTC|UTF|V|X|GMT|KB|INC-PM|TOP|RTX|ARM|USB';
const projectKey = new RegExp(String.raw`(?<![\w/-])(?!(?:${NOT_A_PROJECT})-)[A-Z][A-Z0-9]{1,9}-\d{1,6}(?![\w-])`, 'g');
const hashNumber = /(?<![\w&/])(?:[\w.-]{1,60}\/[\w.-]{1,60})?#\d{1,7}(?![\w-])/g;
const bugNumber = /\b(?:[Bb]ug|[Ii]ssue|[Tt]icket|[Cc]ase|[Ss]ak) #?\d{3,8}\b/;
const wikiLink = /\[\[[\w .-]{2,60}\]\]/;
const anyTicket = new RegExp([wikiLink, projectKey, bugNumber, hashNumber].map((pattern) => pattern.source).join('|'), 'g');

const ticketAddress =
  /^https?:\/\/[^\s]*(?:\/(?:issues?|pull|pulls|merge_requests|browse|tickets?|work_items|workitems|cards?|bugs?|tasks?)\/|trello\.com\/c\/|show_bug\.cgi\?id=|linear\.app\/|app\.asana\.com\/|\/T\d+$|clickup\.com\/t\/|atlassian\.net\/browse\/|hackerone\.com\/reports\/|shortcut\.com\/)/i;

const wholeKey = new RegExp(`^(?:${projectKey.source})$`);
const isTicketName = (text: string): boolean => /^(?:[\w.-]{1,60}(?:\/[\w.-]{1,60})?)?#\d{1,7}$/.test(text) || wholeKey.test(text);

/** The ticket a link leads to: the number or key its text shows, else its address; null for links to other things. */
export const ticketOf = (link: Link): string | null => {
  if (!ticketAddress.test(link.url)) return isTicketName(link.text) ? link.text : null;
  return link.text.match(hashNumber)?.[0] ?? link.text.match(projectKey)?.[0] ?? link.url;
};

/** A ticket named in an item and where it stands in its text; -1 for one that only a link's address names. */
export interface TicketMention {
  readonly ticket: string;
  readonly at: number;
  readonly end: number;
}

/** Tickets, issues and pull requests in the words of an item. */
export const ticketsInText = (text: string): TicketMention[] =>
  matchesOf(anyTicket, text).map((match) => ({ ticket: match[0], at: match.index, end: match.index + match[0].length }));

/** Tickets of an item from its links and its words, each once, in order. */
export const readTickets = (links: readonly Link[], text: string): string[] => {
  const linked = links.flatMap((link) => ticketOf(link) ?? []);
  const shown = new Set(links.flatMap((link) => ticketsInText(link.text).map(({ ticket }) => ticket)));
  const mentioned = ticketsInText(text).flatMap(({ ticket }) => (shown.has(ticket) ? [] : ticket));
  return [...new Set([...linked, ...mentioned])];
};

const closingPunctuation = /[\s.,;:)\]]+$/;
const openingPunctuation = /[\s([{:;,–—-]+$/;

/** Length of the text before the ticket, or one of the other words given, that closes it with its parentheses; null where none does or nothing would be left. */
export const withoutClosingTicket = (text: string, others: readonly string[]): number | null => {
  const words = text.slice(0, lengthWithout(text, closingPunctuation));
  const other = others.find((shown) => shown !== '' && words.endsWith(shown));
  const mention = other === undefined ? ticketsInText(words.slice(-80)).find((found) => found.end === Math.min(80, words.length)) : undefined;
  if (other === undefined && mention === undefined) return null;
  const before = lengthWithout(words.slice(0, words.length - (other?.length ?? mention?.ticket.length ?? 0)), openingPunctuation);
  return before > 0 ? before : null;
};
