/**
 * Tags and stages as people type or paste them, one a line: `Group / Tag #rrggbb`, where group and colour may be left
 * out; or three cells of a spreadsheet (group, tag, colour). A line that begins with `/ ` has no group. Pure.
 */
import type { SocialEpochConnection } from './schema.ts';

type CatalogueSettings = SocialEpochConnection['catalogue'];
export type TagLine = CatalogueSettings['tags'][number];
export type StageLine = CatalogueSettings['stages'][number];

export interface LineProblem {
  /** From 1. */
  line: number;
  code: 'no-name' | 'not-a-colour' | 'twice';
}

const separator = ' / ';

export function parseTagLines(text: string): { tags: TagLine[]; problems: LineProblem[] } {
  const tags: TagLine[] = [];
  const problems: LineProblem[] = [];
  for (const { line, content } of filledLines(text)) {
    const tag = content.includes('\t') ? fromCells(content.split('\t')) : fromLine(content);
    if (tag.name === '') problems.push({ line, code: 'no-name' });
    else if (tag.colour !== undefined && !isColour(tag.colour)) problems.push({ line, code: 'not-a-colour' });
    else if (tags.some((one) => one.name === tag.name && one.group === tag.group)) {
      problems.push({ line, code: 'twice' });
    } else tags.push(tag);
  }
  return { tags, problems };
}

export function formatTagLines(tags: readonly TagLine[]): string {
  return tags
    .map(({ name, group, colour }) => {
      const needsEmptyGroup = group === undefined && (name.includes(separator) || name.startsWith('/ '));
      const head = group !== undefined ? group + separator : needsEmptyGroup ? '/ ' : '';
      return head + name + (colour !== undefined ? ` ${colour}` : '');
    })
    .join('\n');
}

export function parseStageLines(text: string): { stages: StageLine[]; problems: LineProblem[] } {
  const stages: StageLine[] = [];
  const problems: LineProblem[] = [];
  for (const { line, content } of filledLines(text)) {
    const name = content.trim();
    if (stages.some((one) => one.name === name)) problems.push({ line, code: 'twice' });
    else stages.push({ name });
  }
  return { stages, problems };
}

export function formatStageLines(stages: readonly StageLine[]): string {
  return stages.map((stage) => stage.name).join('\n');
}

function filledLines(text: string): { line: number; content: string }[] {
  return text
    .split(/\r?\n/)
    .map((content, index) => ({ line: index + 1, content }))
    .filter(({ content }) => content.trim() !== '');
}

function fromCells(cells: string[]): TagLine {
  const [group = '', name = '', colour = ''] = cells.map((cell) => cell.trim());
  return tagOf(name, group, colour);
}

function fromLine(content: string): TagLine {
  const trimmed = content.trim();
  // A `#` and what looks like the start of a colour: a tag may be called "Size #4".
  const [, rest = trimmed, colour = ''] = /^(.*?)\s(#[\da-f]{3,8})$/i.exec(trimmed) ?? [];
  const at = rest.indexOf(separator);
  if (rest.startsWith('/ ')) return tagOf(rest.slice(2), '', colour);
  return at < 0
    ? tagOf(rest, '', colour)
    : tagOf(rest.slice(at + separator.length), rest.slice(0, at), colour);
}

function tagOf(name: string, group: string, colour: string): TagLine {
  return {
    name: name.trim(),
    ...(group.trim() !== '' && { group: group.trim() }),
    ...(colour !== '' && { colour: colour.toLowerCase() }),
  };
}

function isColour(text: string): boolean {
  return /^#[\da-f]{6}$/.test(text);
}
