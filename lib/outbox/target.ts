/** What a change touches: whose it is, and which of its parts must keep their order. */

import type { Change, TagRef } from '../crm/port.ts';
import type { E164 } from '../phone/e164.ts';
import { parseE164 } from '../phone/e164.ts';
import type { LiveRow, OpenRow } from './row.ts';

const prefix = 'phone:';

/** Whom a change is for; somebody who is yet to be created goes by the number, or by the chat that hides it. */
export const customerOf = (change: Change): string =>
  change.kind !== 'create'
    ? change.customerId
    : change.phone === null
      ? change.chat
      : `${prefix}${change.phone}`;

/** Whether it is no customer's id, but stands for somebody who is yet to be created. */
export const isUncreated = (customerId: string): boolean =>
  customerId.startsWith(prefix) || customerId.startsWith('chat:');

/** The number of somebody who is yet to be created; null for a customer's id. */
export function phoneOf(customerId: string): E164 | null {
  return customerId.startsWith(prefix) ? parseE164(customerId.slice(prefix.length)) : null;
}

export function addressedTo(change: Change, customerId: string): Change {
  return change.kind === 'create' ? change : { ...change, customerId };
}

/** Changes that share a target are sent one after the other, in the order they were made. */
export function targetsOf(change: Change): string[] {
  switch (change.kind) {
    case 'create':
      return ['create'];
    case 'edit':
      return change.edits.map((edit) => `field:${edit.key}`);
    case 'setTags':
      return ['tags'];
    case 'setStage':
      return ['stage'];
    case 'note':
      return change.stageId === undefined ? ['notes'] : ['notes', 'stage'];
    case 'todo':
      return [`todo:${change.todoId}`];
    case 'assign':
    case 'claim':
    case 'release':
      return ['owner'];
    case 'delete':
    case 'merge':
      return ['customer'];
  }
}

/** All that there is of the customer. */
const takesAll = ({ kind }: Change): boolean => kind === 'delete' || kind === 'merge';

export function shareTarget(one: Change, other: Change): boolean {
  if (takesAll(one) || takesAll(other)) return true;
  const targets = new Set(targetsOf(one));
  return targetsOf(other).some((target) => targets.has(target));
}

/** A tag that was just invented may have no id yet. */
export const tagIdentity = (tag: TagRef): string => tag.id || tag.name;

/** Whether they change the same thing. Tags are independent of one another, so only a change of the same tag counts. */
export function overlap(one: Change, other: Change): boolean {
  if (one.kind !== 'setTags' || other.kind !== 'setTags') return shareTarget(one, other);
  const touched = new Set([...one.add, ...one.remove].map(tagIdentity));
  return [...other.add, ...other.remove].some((tag) => touched.has(tagIdentity(tag)));
}

type Addressed = Pick<LiveRow, 'accountId' | 'customerId'>;

export const sameCustomer = (one: Addressed, other: Addressed): boolean =>
  one.accountId === other.accountId && one.customerId === other.customerId;

/** Whether `later` must wait until `earlier` is settled. */
export function blocks(earlier: OpenRow, later: OpenRow): boolean {
  if (earlier.seq >= later.seq || !sameCustomer(earlier, later)) return false;
  if (earlier.change.kind === 'create') return true;
  // What asks the agent may ask on, and goes with the customer; one who could not be deleted goes on as before.
  if (takesAll(later.change)) return earlier.state === 'sending';
  if (takesAll(earlier.change)) return earlier.state === 'waiting' || earlier.state === 'sending';
  const inOrder = earlier.state === 'failed' ? overlap : shareTarget;
  return inOrder(earlier.change, later.change);
}
