/** The second version's interfaces, as another public page shows their requests. Their answers are hardly shown. */
import { fromWallClock } from '../wall-clock.ts';
import type { Todo } from './company.ts';
import { friendRow } from './first-version.ts';
import { type Interface, pageOf, readBody, type Scene } from './scene.ts';

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

const fansShape = {
  wechatId: 'integer',
  wechatKey: 'text',
  fansKe: 'text',
  fansName: 'text',
  staffCode: 'text',
  minUpdateTime: 'integer',
  relationType: 'integer',
  relationState: 'integer',
  wechatType: 'integer',
} as const;

function findFans({ company }: Scene, { wechatId, fansKe, fansName, staffCode }: Record<string, unknown>) {
  return company.friends.filter(
    (friend) =>
      (wechatId === undefined || friend.accountId === wechatId) &&
      (text(fansKe) === '' || friend.original === fansKe || friend.number === fansKe) &&
      friend.name.includes(text(fansName)) &&
      (staffCode === undefined || friend.owner === staffCode),
  );
}

const listFans: Interface = (scene) => {
  const body = readBody(scene, { ...fansShape, pageIndex: 'integer', pageSize: 'integer' });
  if (body === null || typeof body.fansKe !== 'string') return { refused: 200012 };
  return { rows: paged(scene, findFans(scene, body), body).map(friendRow) };
};

const countFans: Interface = (scene) => {
  const body = readBody(scene, fansShape);
  if (body === null || typeof body.fansKe !== 'string') return { refused: 200012 };
  return { value: findFans(scene, body).length };
};

function paged<T>({ settings }: Scene, all: readonly T[], body: Record<string, unknown>): T[] {
  const page = Number(body.pageIndex ?? settings.v2FirstPage);
  return pageOf(all, page, Number(body.pageSize ?? 20), settings, settings.v2FirstPage);
}

const todoRow = (todo: Todo, { settings }: Scene) => ({
  chargeDaffairesId: todo.id,
  ...(settings.todoNamesFriend && { Weixin: todo.friend }),
  ...(settings.todoNamesAccount && { AdWecharId: todo.accountId }),
  SffId: todo.createdBy,
  RemindTitle: todo.title,
  FollowupsiTuation: todo.text,
  RemindTime: todo.remindAt,
  usersate: todo.done ? 1 : 0,
  LevelName: null,
  LevelColor: null,
});

const listTodos: Interface = (scene) => {
  const body = readBody(scene, {
    startTimestamp: 'integer',
    endTimestamp: 'integer',
    remindStartTimestamp: 'integer',
    remindEndTimestamp: 'integer',
    createStaff: 'text',
    remindStaff: 'text',
    WecharId: 'integer',
    wechatNober: 'text',
    usersate: 'integer',
    chargeDaffairesId: 'integer',
    pageIndex: 'integer',
    pageSize: 'integer',
  });
  if (body === null) return { refused: 200012 };
  const { createStaff, WecharId, usersate, chargeDaffairesId } = body;
  const found = scene.company.todos.filter(
    ({ id, accountId, createdBy, done }) =>
      (createStaff === undefined || createdBy === createStaff) &&
      (WecharId === undefined || accountId === WecharId) &&
      (usersate === undefined || usersate === -1 || Number(done) === usersate) &&
      (chargeDaffairesId === undefined || id === chargeDaffairesId),
  );
  return { rows: paged(scene, found, body).map((todo) => todoRow(todo, scene)) };
};

const addTodo: Interface = (scene) => {
  const body = readBody(scene, {
    Weixin: 'text',
    From: 'integer',
    SffId: 'text',
    RemindTitle: 'text',
    FollowupsiTuation: 'text',
    RemindTime: 'text',
    IsAlways: 'integer',
    Recipient: 'texts',
    AdWecharId: 'integer',
    LevelColor: 'text',
    LevelName: 'text',
    EventType: 'integer',
  });
  const { company, settings, now, violate } = scene;
  if (body === null) return { refused: 200012 };
  const owner = text(body.SffId);
  const recipients = Array.isArray(body.Recipient) ? body.Recipient.map(text) : [];
  if (text(body.Weixin) === '') return { refused: 200008 };
  const isComplete =
    body.From !== undefined &&
    text(body.RemindTitle) !== '' &&
    text(body.FollowupsiTuation) !== '' &&
    company.accounts.some(({ id }) => id === body.AdWecharId);
  const at = fromWallClock(text(body.RemindTime), 'Asia/Shanghai');
  if (!isComplete || at === null || at < now - 60_000) return { refused: 200012 };
  const friend = company.friends.find(({ original }) => original === body.Weixin);
  if (!friend) return { refused: 200009 };
  const known = (code: string) => company.staff.some((one) => one.code === code);
  if (owner === '') {
    violate('a to-do without SffId takes the owner of the customer away');
    friend.owner = null;
  } else if (!known(owner)) return { refused: 200010 };
  if (!recipients.every(known)) return { refused: 200010 };
  const { id } = company.addTodo({
    friend: friend.original,
    accountId: friend.accountId,
    createdBy: owner || null,
    title: text(body.RemindTitle),
    text: text(body.FollowupsiTuation),
    remindAt: text(body.RemindTime),
    done: false,
    recipients,
  });
  return { value: { number: id, row: { chargeDaffairesId: id }, nothing: null }[settings.newTodo] };
};

const listStaff: Interface = (scene) => {
  const body = readBody(scene, { departId: 'integer', departGroupId: 'integer', staffState: 'integer' });
  if (body === null || [body.departId, body.departGroupId, body.staffState].includes(undefined)) {
    return { refused: 200012 };
  }
  return {
    rows: scene.company.staff
      .filter(({ state }) => state === 0 || body.staffState === 1)
      .map(({ code, name }) => ({ ad_staff_code: code, ad_staff_name: name })),
  };
};

/** By their whole address without the slash before it. All are POST. */
export const secondVersion: Record<string, Interface> = {
  'v2/Friend/GetFansList': listFans,
  'v2/Friend/GetFansCount': countFans,
  'v2/Todo/GetChargeDaffairesList': listTodos,
  'v2/Todo/AddRecordNew': addTodo,
  'v2/System/GetStaffList': listStaff,
};
