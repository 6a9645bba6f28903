import type { Plugin } from 'vite';

/** libphonenumber's metadata, as far as it matters here: a plan is a tuple, and its fifth place holds the formats. */
interface NumberPlans {
  countries: Record<string, unknown[]>;
  nonGeographic: Record<string, unknown[]>;
}

const formatsAt = 4;

/** The plans without their formats: enough to split and judge a number, half the size. */
export function withoutFormats<Plans extends NumberPlans>(plans: Plans): Plans {
  const bare = (all: Record<string, unknown[]>) =>
    Object.fromEntries(
      Object.entries(all).map(([code, plan]) => [
        code,
        plan.map((part, place) => (place === formatsAt ? 0 : part)),
      ]),
    );
  return { ...plans, countries: bare(plans.countries), nonGeographic: bare(plans.nonGeographic) };
}

const noFormats = `
const formatNumber = () => { throw new Error('this build has no formats'); };
export { formatNumber as default, formatNumber as chooseFormatForNumber };
`;

/** As JSON, which a worker that starts reads faster than the same as code; raw, since patterns are full of backslashes. */
export function plansModule(plans: NumberPlans): string {
  return `export default JSON.parse(String.raw\`${JSON.stringify(withoutFormats(plans))}\`)`;
}

/**
 * For builds that never show a number: leaves the formats out of the plans that libphonenumber brings along, and what
 * would read them.
 */
export function bareNumberPlans(): Plugin {
  return {
    name: 'chatside:bare-number-plans',
    enforce: 'pre',
    transform(code, id) {
      if (/\/libphonenumber-js\/es6-modern\/format\.js$/.test(id)) return { code: noFormats, map: null };
      if (!/\/libphonenumber-js\/metadata\.min\.json\.js$/.test(id)) return;
      const plans: NumberPlans = JSON.parse(code.slice(code.indexOf('{'), code.lastIndexOf('}') + 1));
      return { code: plansModule(plans), map: null };
    },
  };
}
