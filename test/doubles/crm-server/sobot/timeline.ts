import { operator } from './company.ts';
import { idOf } from './ids.ts';
import { checkQuery, type Interface, pageOf, readBody, text } from './scene.ts';

const groups = ['groupService', 'groupUser', 'groupOther'];

/** Section 3.4.1: newest first by the raw `biz_time`, which is ms in creations and seconds elsewhere. */
export const listEvents: Interface = (scene) => {
  checkQuery(scene, ['userid', 'biz_type', 'page_no', 'page_size']);
  const { company, settings, query } = scene;
  const user = company.user(query.get('userid') ?? '');
  if (!user) return { refused: '999999' };
  const group = query.get('biz_type');
  if (group !== null && !groups.includes(group)) scene.violate('biz_type is none of the three groups');
  const wanted = user.events
    .filter((event) => group === null || !groups.includes(group) || event.group === group)
    .map((event, index) => ({ event, index }))
    .sort((a, b) => b.event.time - a.event.time || b.index - a.index)
    .map(({ event }) => event);
  const { items, paging } = pageOf(wanted, scene, 10);
  return {
    items: items.map((event) => ({
      id: event.id,
      companyid: idOf('company', 'Acme'),
      userid: user.id,
      biz_type: event.kind,
      biz_time: event.time,
      biz_content: settings.content === 'string' ? JSON.stringify(event.content) : event.content,
      [settings.storedAt]: event.stored,
    })),
    paging,
  };
};

/** Section 3.4.2: answers without an id. */
export const saveNote: Interface = (scene) => {
  const body = readBody(scene, { userid: 'text', content: 'text' });
  const user = body && scene.company.user(text(body.userid));
  if (!user || text(body.content).trim() === '') return { refused: '999999' };
  const { company, settings, now } = scene;
  const content = { ...operator, [settings.noteKey]: text(body.content) };
  company.record(user, { kind: settings.noteKind, group: 'groupService', content }, now);
  return 'done';
};
