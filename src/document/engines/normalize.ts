import type { ListItem, Nodes, Parent, PhrasingContent, Root, RootContent } from 'mdast';

type Child = RootContent | PhrasingContent;

const isParent = (node: Nodes): node is Extract<Nodes, Parent> => 'children' in node;

const hasNeighbouringTexts = (children: readonly Nodes[]): boolean => {
  for (let index = 1; index < children.length; index++) if (children[index]?.type === 'text' && children[index - 1]?.type === 'text') return true;
  return false;
};

/** Joins neighbouring text nodes, whose borders are an accident of the engine. */
const joinTexts = (children: readonly Child[]): Child[] => {
  const joined: Child[] = [];
  for (const child of children) {
    const last = joined.at(-1);
    if (child.type === 'text' && last?.type === 'text') {
      const position = last.position && child.position ? { start: last.position.start, end: child.position.end } : undefined;
      joined[joined.length - 1] = { type: 'text', value: last.value + child.value, ...(position && { position }) };
    } else joined.push(child);
  }
  return joined;
};

/** The text of a task item starts after its box; the engines differ in whether the paragraph does. */
const startAfterBox = (item: ListItem): void => {
  const first = item.children[0];
  const start = first?.type === 'paragraph' ? first.children[0]?.position?.start : undefined;
  if (item.checked != null && first?.position && start) first.position = { ...first.position, start };
};

/** Gives both engines' trees one shape. Changes the tree in place: it was made by the engine for us. */
export const normalizeTree = (root: Root): Root => {
  const pending: Nodes[] = [root];
  for (let node = pending.pop(); node; node = pending.pop()) {
    if (!isParent(node)) continue;
    const parent: Parent = node;
    if (hasNeighbouringTexts(parent.children)) parent.children = joinTexts(parent.children as Child[]) as RootContent[];
    if (node.type === 'listItem') startAfterBox(node);
    for (const child of parent.children) pending.push(child);
  }
  return root;
};
