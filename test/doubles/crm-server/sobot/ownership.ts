import { isObject } from '../json.ts';
import { operator, type User } from './company.ts';
import { type Interface, readBody, type Scene, text } from './scene.ts';
import { agents, type StaffAgent } from './staff.ts';

/** From which state each `assign_biz_type` leads: to be assigned, public pool, public pool, mine, followed up. */
const statusFor: Record<string, number> = { '1': 2, '2': 4, '3': 4, '4': 3, '5': 3 };

/** All customers that are named, or null where one is unknown. */
function named({ company }: Scene, confirmids: unknown): User[] | null {
  const users: User[] = [];
  for (const id of text(confirmids).split(',')) {
    const user = company.user(id);
    if (!user) return null;
    users.push(user);
  }
  return users;
}

/** The agent, when id, name and department path belong together. The department's key is written in two ways. */
function agentOf(entry: unknown): StaffAgent | null {
  if (!isObject(entry)) return null;
  const path = entry.liable_departmentid ?? entry.Liable_departmentid;
  const found = agents.find(
    (agent) => agent.id === entry.liable_serviceid && agent.name === entry.liable_service_name,
  );
  return found && found.path === path ? found : null;
}

/** Section 3.2.2. */
export const assignUsers: Interface = (scene) => {
  const body = readBody(scene, { confirmids: 'text', liable_list: 'list', assign_biz_type: 'text' });
  const users = body && named(scene, body.confirmids);
  if (!users || users.length === 0) return { refused: '999999' };
  const list = body.liable_list;
  const chosen = Array.isArray(list) ? list.map(agentOf) : [];
  const [agent] = chosen;
  if (!agent || chosen.includes(null)) {
    scene.violate('liable_list names no agent with its name and department path');
    return { refused: '999999' };
  }
  const from = statusFor[text(body.assign_biz_type)];
  if (users.some(({ crmStatus }) => crmStatus !== from)) {
    scene.violate('assign_biz_type does not fit the state of the customer');
    return { refused: '999999' };
  }
  for (const user of users) {
    const content = { ...operator, liableServiceName: agent.name };
    user.fields.liable_serviceid = agent.id;
    user.fields.liable_service_name = agent.name;
    user.crmStatus = 3;
    user.updatedAt = scene.now;
    scene.company.record(user, { kind: 'user_assign', group: 'groupService', content }, scene.now);
  }
  return 'done';
};

/** Section 3.2.3: back to the public pool; `confirm_type` 1 valid, 2 invalid. */
export const releaseUsers: Interface = (scene) => {
  const body = readBody(scene, { confirmids: 'text', confirm_type: 'integer' });
  const users = body && named(scene, body.confirmids);
  if (!users || users.length === 0) return { refused: '999999' };
  if (body.confirm_type !== 1 && body.confirm_type !== 2) {
    scene.violate('confirm_type is neither 1 nor 2');
    return { refused: '999999' };
  }
  for (const user of users) {
    user.fields.liable_serviceid = '';
    user.fields.liable_service_name = '';
    user.crmStatus = 4;
    user.updatedAt = scene.now;
    const content = { ...operator, confirmType: body.confirm_type };
    scene.company.record(user, { kind: 'user_recycle', group: 'groupService', content }, scene.now);
  }
  return 'done';
};
