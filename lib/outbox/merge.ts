/** Folds what was submitted one after the other, while nothing of it was sent, into one change. */
import type { Change, FieldEdit, TagRef } from '../crm/port.ts';
import type { Part } from './row.ts';
import { tagIdentity, targetsOf } from './target.ts';

type Of<K extends Change['kind']> = Extract<Change, { kind: K }>;

/**
 * Whether `newer` may join `waiting`. A field edit joins only one that already has all of its fields: else it would
 * overtake what stands between them.
 */
export function mayJoin(waiting: Change, newer: Change): boolean {
  switch (waiting.kind) {
    case 'setTags':
    case 'setStage':
    case 'assign':
    case 'create':
      return newer.kind === waiting.kind;
    case 'edit': {
      const has = new Set(targetsOf(waiting));
      return newer.kind === 'edit' && targetsOf(newer).every((target) => has.has(target));
    }
    case 'note':
    case 'todo':
    case 'claim':
    case 'release':
    case 'delete':
    case 'merge':
      return false;
  }
}

/** The one change that the parts come to; null when they come to nothing. The parts are of one kind. */
export function fold(parts: Part[]): Change | null {
  const standing = parts.filter((part) => !part.undone).map((part) => part.change);
  const all = parts.map((part) => part.change);
  const [only, another] = standing;
  if (!only) return null;
  // As it was submitted, even where it asks for nothing: the agent gets an answer to it.
  if (!another && all.length === 1) return only;
  switch (only.kind) {
    case 'setTags':
      return foldTags(only, standing.filter(isKind('setTags')));
    case 'setStage':
      return foldStage(all.filter(isKind('setStage')), standing.filter(isKind('setStage')));
    case 'edit':
      return foldEdits(only, all.filter(isKind('edit')), standing.filter(isKind('edit')));
    case 'assign':
      return foldAssign(all.filter(isKind('assign')), standing.filter(isKind('assign')));
    case 'create':
      return foldCreate(standing.filter(isKind('create')));
    case 'note':
    case 'todo':
    case 'claim':
    case 'release':
    case 'delete':
    case 'merge':
      return only;
  }
}

function isKind<K extends Change['kind']>(kind: K) {
  return (change: Change): change is Of<K> => change.kind === kind;
}

function foldTags(first: Of<'setTags'>, all: Of<'setTags'>[]): Change | null {
  const add = new Map<string, TagRef>();
  const remove = new Map<string, TagRef>();
  for (const change of all) {
    for (const tag of change.remove) {
      if (!add.delete(tagIdentity(tag))) remove.set(tagIdentity(tag), tag);
    }
    for (const tag of change.add) {
      if (!remove.delete(tagIdentity(tag))) add.set(tagIdentity(tag), tag);
    }
  }
  if (add.size === 0 && remove.size === 0) return null;
  return { ...first, add: [...add.values()], remove: [...remove.values()] };
}

function foldStage(all: Of<'setStage'>[], standing: Of<'setStage'>[]): Change | null {
  const from = all[0]?.from ?? null;
  const last = standing.at(-1);
  if (!last) return null;
  const back =
    from !== 'unknown' &&
    from?.stageId === last.to?.stageId &&
    from?.outcome === last.to?.outcome &&
    from?.reason === last.to?.reason;
  return back ? null : { ...last, from };
}

function foldEdits(first: Of<'edit'>, all: Of<'edit'>[], standing: Of<'edit'>[]): Change | null {
  const edits = new Map<string, FieldEdit>();
  for (const edit of standing.flatMap((change) => change.edits)) edits.set(edit.key, edit);
  const seen = all.flatMap((change) => change.edits);
  const folded = [...edits.values()]
    .map((edit) => ({ ...edit, from: seen.find((one) => one.key === edit.key)?.from ?? null }))
    .filter((edit) => JSON.stringify(edit.from) !== JSON.stringify(edit.to));
  return folded.length === 0 ? null : { ...first, edits: folded };
}

function foldAssign(all: Of<'assign'>[], standing: Of<'assign'>[]): Change | null {
  const from = all[0]?.from ?? null;
  const last = standing.at(-1);
  return !last || last.to.id === from?.id ? null : { ...last, from };
}

function foldCreate(all: Of<'create'>[]): Change | null {
  const last = all.at(-1);
  if (!last) return null;
  const fields = new Map(all.flatMap((change) => change.fields).map((field) => [field.key, field]));
  const name = all.reduce<string | null>((known, change) => change.name ?? known, null);
  return { ...last, name, fields: [...fields.values()] };
}
