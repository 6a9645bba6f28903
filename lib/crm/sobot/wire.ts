/** Sobot SCRM v5 over HTTP as its page documents it, section by section, and nothing more. */
import type { Calls } from './calls.ts';
import { createAsks } from './wire-asks.ts';
import { courseCalls } from './wire-course.ts';
import { fieldSchema, regionSchema, sourceSchema, staffSchema } from './wire-rows.ts';
import { tagCalls } from './wire-tags.ts';
import { userCalls } from './wire-users.ts';

/** Every function throws AppError, or the signal's reason. */
export function createSobotWire(call: Calls) {
  const asks = createAsks(call);
  const { list } = asks;
  return {
    ...tagCalls(asks),
    ...userCalls(asks),
    ...courseCalls(asks),

    /** Sections 3.3.3 and 3.9, one address; fixed fields are among them. */
    fields: (signal: AbortSignal) => list('custom_field/custom_fieid_info_list', fieldSchema, signal),

    /** Section 3.6. */
    sources: (signal: AbortSignal) => list('user_dynamic/getsource', sourceSchema, signal),

    /** Section 3.7: a tree of departments and agents. */
    staff: (signal: AbortSignal) => list('user/user_list', staffSchema, signal),

    /** Section 3.8.1. */
    provinces: (signal: AbortSignal) => list('user_dynamic/provice', regionSchema, signal),
    /** Section 3.8.2, which by its sample answers with districts. */
    cityAddress: (regionId: string, signal: AbortSignal) =>
      list('user_dynamic/city', regionSchema, signal, regionId),
    /** Section 3.8.3, which by its sample answers with cities. */
    areaAddress: (regionId: string, signal: AbortSignal) =>
      list('user_dynamic/area', regionSchema, signal, regionId),
  };
}

export type SobotWire = ReturnType<typeof createSobotWire>;
