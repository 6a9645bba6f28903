/** Section 2 of Sobot's page: groups of tags, tags, and the tags of customers. */
import { AppError } from '../../errors/app-error.ts';
import { everyPage } from './every-page.ts';
import { id, listOf, singleOf } from './schema.ts';
import type { Asks } from './wire-asks.ts';
import { groupSchema, labelSchema, userLabelsSchema, type WireUserLabel } from './wire-rows.ts';

export interface WireGroupValues {
  name: string;
  color_value: string;
  is_multiple_choice: 0 | 1;
}

export function tagCalls({ call, post, remove }: Asks) {
  return {
    /** Section 2.2; gives the new group's id. */
    async saveGroup(group: WireGroupValues, signal: AbortSignal): Promise<string> {
      const name = 'label_group/save';
      const made = singleOf(await post(name, group, signal), id, name);
      if (made === null) throw new AppError('OUTCOME_UNKNOWN', { detail: `${name}: no id` });
      return made;
    },

    /** Section 2.3; all three values, since it is not said whether one left out is kept. */
    async updateGroup(groupId: string, group: WireGroupValues, signal: AbortSignal): Promise<void> {
      await post('label_group/update', { id: groupId, ...group }, signal);
    },

    /** Section 2.4. */
    groups: (signal: AbortSignal) => everyPage(call, 'label_group/list', {}, groupSchema, signal),

    /** Section 2.5: a GET that takes the tags inside along. */
    removeGroup: (groupId: string, signal: AbortSignal): Promise<void> =>
      remove('label_group/remove', groupId, signal),

    /** Section 2.6; the group's key is spelt in two ways, so both are sent. It answers without an id. */
    async saveLabel(groupId: string, name: string, signal: AbortSignal): Promise<void> {
      await post('label/save', { name, groupid: groupId, groupId }, signal);
    },

    /** Section 2.7; the parameter name goes along as read, since it is not said whether one left out is kept. */
    async updateLabel(
      label: { id: string; name: string; param_name?: string },
      signal: AbortSignal,
    ): Promise<void> {
      await post('label/update', label, signal);
    },

    /** Section 2.8; of one group, or of all where the company's server allows that. */
    labels: (groupId: string | null, signal: AbortSignal) =>
      everyPage(call, 'label/list', groupId === null ? {} : { groupid: groupId }, labelSchema, signal),

    /** Section 2.9, a GET that changes things. */
    removeLabel: (labelId: string, signal: AbortSignal): Promise<void> =>
      remove('label/remove', labelId, signal),

    /** Section 2.10; the body is the bare list of ids. A customer without an entry has no tags, or does not exist. */
    async userLabels(ids: string[], signal: AbortSignal): Promise<Map<string, WireUserLabel[]>> {
      const name = 'label/userlabels';
      const rows = listOf(await post(name, ids, signal), userLabelsSchema, name, true);
      return new Map(rows.map((row) => [row.userid, row.label_set]));
    },

    /** Section 2.11: the customer's whole set of business tags, as a bare list. */
    async setUserLabels(
      userId: string,
      labels: { id: string; name: string }[],
      signal: AbortSignal,
    ): Promise<void> {
      await post('label/update_userlabel', labels, signal, userId);
    },
  };
}
