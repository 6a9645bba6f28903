/** The rows of Sobot's answers, as far as they are read. */
import * as v from 'valibot';
import { id, scalar, told } from './schema.ts';

export const groupSchema = v.looseObject({
  id,
  name: told,
  color_value: told,
  is_multiple_choice: told,
  /** 0 visitors, 1 customers, 2 tickets. */
  type: told,
  /** -1 deleted, 0 invalid, 1 valid. */
  status: told,
});
export type WireGroup = v.InferOutput<typeof groupSchema>;

export const labelSchema = v.looseObject({ id, groupid: told, name: told, param_name: told, status: told });
export type WireLabel = v.InferOutput<typeof labelSchema>;

export const userLabelsSchema = v.looseObject({
  userid: id,
  label_set: v.nullish(v.array(v.looseObject({ id, name: told, color_value: told })), []),
});
export type WireUserLabel = v.InferOutput<typeof userLabelsSchema>['label_set'][number];

export const stageSchema = v.looseObject({ id, name: told, sortnum: told });

export const fieldSchema = v.looseObject({
  field_id: id,
  field_name: told,
  field_variable: told,
  field_type: told,
  fill_flag: told,
  field_status: told,
  field_remark: told,
  /** 1 in the samples of the company's own fields, and absent in those of fixed ones. */
  operate_type: told,
  cus_field_data_info_list: v.nullish(
    v.array(v.looseObject({ data_id: told, data_value: told, data_name: told })),
    [],
  ),
});
export type WireField = v.InferOutput<typeof fieldSchema>;

export const eventSchema = v.looseObject({
  id: told,
  biz_type: v.pipe(scalar, v.nonEmpty()),
  /** Seconds or milliseconds. */
  biz_time: told,
  biz_content: v.optional(v.unknown()),
  /** Of its storing; the page spells it in two ways, and 0 means not told. */
  create_time: told,
  create_ime: told,
});
export type WireEvent = v.InferOutput<typeof eventSchema>;

export const sourceSchema = v.looseObject({ value: id, label: told });

export interface WireStaff {
  id: string;
  name: string;
  /** Of a department: the ids from the top down to its own. Agents have none. */
  path: string;
  /** `1` department, `2` agent. */
  type: string;
  sub_list: WireStaff[];
}
export const staffSchema: v.GenericSchema<unknown, WireStaff> = v.looseObject({
  id,
  name: told,
  path: told,
  type: told,
  sub_list: v.nullish(
    v.lazy(() => v.array(staffSchema)),
    [],
  ),
});

export const regionSchema = v.looseObject({
  provinceid: told,
  province_name: told,
  cityid: told,
  city_name: told,
  areaid: told,
  area_name: told,
});
export type WireRegion = v.InferOutput<typeof regionSchema>;

/** A customer as it comes, in whichever spelling. */
export const userSchema = v.pipe(
  v.looseObject({ id }),
  v.transform((user): Record<string, unknown> & { id: string } => user),
);
export type WireUser = v.InferOutput<typeof userSchema>;
