import { idOf } from './ids.ts';
import type { Interface } from './scene.ts';

export interface StaffAgent {
  id: string;
  name: string;
  /** The ids of the departments down to the agent's own, joined with `|`. */
  path: string;
}

const companyId = idOf('company', 'Acme');

const departments = [
  { name: 'Sales', agents: ['Bo', 'Mei'] },
  { name: 'Support', agents: ['Igor'] },
].map(({ name, agents }) => ({
  id: idOf('department', name),
  name,
  path: `${companyId}|${idOf('department', name)}`,
  agents: agents.map((agent) => ({ id: idOf('agent', agent), name: agent })),
}));

export const agents: readonly StaffAgent[] = departments.flatMap(({ path, agents: own }) =>
  own.map((agent) => ({ ...agent, path })),
);

/** The company's tree: departments (`type` 1) with a path, agents (`type` 2) without. */
export const listStaff: Interface = () => ({
  items: [
    {
      id: companyId,
      name: 'Acme',
      image: null,
      path: companyId,
      type: 1,
      manager_flag: null,
      sub_list: departments.map((department) => ({
        id: department.id,
        name: department.name,
        image: null,
        path: department.path,
        type: 1,
        manager_flag: null,
        sub_list: department.agents.map((agent) => ({
          ...agent,
          image: null,
          path: null,
          type: 2,
          manager_flag: null,
          sub_list: null,
        })),
      })),
    },
  ],
});
