import { listFields } from './custom-fields.ts';
import { listGroups, removeGroup, saveGroup, updateGroup } from './label-groups.ts';
import { listLabels, removeLabel, saveLabel, updateLabel } from './labels.ts';
import { assignUsers, releaseUsers } from './ownership.ts';
import { listAreas, listCities, listProvinces } from './regions.ts';
import type { Interface } from './scene.ts';
import { listSources } from './sources.ts';
import { listStaff } from './staff.ts';
import { listStages, saveStage } from './stages.ts';
import { listEvents, saveNote } from './timeline.ts';
import { readUserLabels, writeUserLabels } from './user-labels.ts';
import { listUsers, readUser } from './user-read.ts';
import { saveUser, updateUser } from './user-write.ts';

interface Documented {
  method: 'GET' | 'POST';
  /** Whether an id follows the address. */
  id?: true;
  run: Interface;
}

/** By the address after `/api/scrm/5/`, as the page's address lines spell it. */
export const interfaces: Record<string, Documented> = {
  'label_group/save': { method: 'POST', run: saveGroup },
  'label_group/update': { method: 'POST', run: updateGroup },
  'label_group/list': { method: 'GET', run: listGroups },
  'label_group/remove': { method: 'GET', id: true, run: removeGroup },
  'label/save': { method: 'POST', run: saveLabel },
  'label/update': { method: 'POST', run: updateLabel },
  'label/list': { method: 'GET', run: listLabels },
  'label/remove': { method: 'GET', id: true, run: removeLabel },
  'label/userlabels': { method: 'POST', run: readUserLabels },
  'label/update_userlabel': { method: 'POST', id: true, run: writeUserLabels },
  'user/save': { method: 'POST', run: saveUser },
  'user/update': { method: 'POST', id: true, run: updateUser },
  'public_user/assign': { method: 'POST', run: assignUsers },
  'public_user/confirm': { method: 'POST', run: releaseUsers },
  'user/list_by_page': { method: 'GET', run: listUsers },
  'user/detail': { method: 'GET', id: true, run: readUser },
  'custom_field/custom_fieid_info_list': { method: 'GET', run: listFields },
  'user_dynamic/list_by_page': { method: 'GET', run: listEvents },
  'user_stage/record_save': { method: 'POST', run: saveNote },
  'user_stage/query_list_by_type': { method: 'GET', run: listStages },
  'user_stage/stage_save': { method: 'POST', run: saveStage },
  'user_dynamic/getsource': { method: 'GET', run: listSources },
  'user/user_list': { method: 'GET', run: listStaff },
  'user_dynamic/provice': { method: 'GET', run: listProvinces },
  'user_dynamic/city': { method: 'GET', id: true, run: listCities },
  'user_dynamic/area': { method: 'GET', id: true, run: listAreas },
};
