/**
 * Countries whose numbers have changed since people wrote them down: what was put in front of the old national number,
 * or in the place of its first digits. WhatsApp and CRMs move at their own pace, so both forms are met.
 *
 * The day, and who says so. An ITU page is the country's plan as communicated to it; OB: its Operational Bulletin.
 */
export interface PlanChange {
  countryCode: string;
  rules: readonly Rule[];
}

interface Rule {
  /** What the whole national number looked like. */
  old: RegExp;
  /** With what it began… */
  was: string;
  /** …and what stands there now. */
  now: string;
}

const inFront = (old: RegExp, now: string): Rule => ({ old, was: '', now });

/** `from>to` pairs of first digits, and how many digits follow them. */
const swapped = (pairs: string, rest: number): Rule[] =>
  pairs.split(' ').map((pair) => {
    const [was = '', now = ''] = pair.split('>');
    return { old: new RegExp(`^${was}\\d{${rest}}$`), was, now };
  });

export const planChanges: readonly PlanChange[] = [
  // Benin, 30 November 2024, 8 to 10 digits: itu.int/oth/T0202000017; ARCEP Bénin.
  { countryCode: '229', rules: [inFront(/^[2-9]\d{7}$/, '01')] },
  // Colombia's landlines, 1 September 2021, 8 to 10 digits: itu.int/oth/T020200002C; CRC, resolution 5826.
  { countryCode: '57', rules: [inFront(/^[124-8]\d{7}$/, '60')] },
  // Côte d'Ivoire, 31 January 2021, 8 to 10 digits, by operator: itu.int/oth/T0202000031; ARTCI's notice under E.129.
  {
    countryCode: '225',
    rules: [
      inFront(/^[04-9][0-3]\d{6}$/, '01'),
      inFront(/^[04-9][4-6]\d{6}$/, '05'),
      inFront(/^[04-9][7-9]\d{6}$/, '07'),
      ...['21', '25', '27'].map((now) => inFront(/^[23]\d{7}$/, now)),
    ],
  },
  // Gabon, 15 November 2019, 7 to 8 digits, and no zero from abroad any more: itu.int/oth/T020200004E; ARCEP.
  {
    countryCode: '241',
    rules: swapped('1>11 2>62 4>74 5>65 6>66 7>77 01>11 02>62 04>74 05>65 06>66 07>77', 6),
  },
  // Viet Nam's mobiles, 15 September 2018, 10 to 9 digits: itu.int/oth/T02020000E4; MIC's notice of network codes.
  {
    countryCode: '84',
    rules: swapped(
      '120>70 121>79 122>77 126>76 128>78 123>83 124>84 125>85 127>81 129>82 ' +
        '162>32 163>33 164>34 165>35 166>36 167>37 168>38 169>39 186>56 188>58 199>59',
      7,
    ),
  },
  // Cameroon, 21 November 2014, 8 to 9 digits: OB 1063.
  { countryCode: '237', rules: [inFront(/^[5-79]\d{7}$/, '6'), inFront(/^[23]\d{7}$/, '2')] },
  // French Polynesia, 21 and 23 June 2014, 6 to 8 digits: itu.int/oth/T020200004D.
  { countryCode: '689', rules: ['40', '49', '87'].map((now) => inFront(/^[2-9]\d{5}$/, now)) },
  // Mauritius' mobiles, 1 September 2013, 7 to 8 digits: ICTA's decision of 11 February 2013.
  { countryCode: '230', rules: [inFront(/^[24789]\d{6}$/, '5')] },
  // Ecuador's mobiles, 30 September 2012, 8 to 9 digits: itu.int/oth/T020200003D.
  { countryCode: '593', rules: [inFront(/^[89]\d{7}$/, '9')] },
  // Qatar, 28 July 2010, 7 to 8 digits: itu.int/oth/T02020000AB; ictQATAR's notice of 2 June 2010.
  { countryCode: '974', rules: swapped('3>33 4>44 5>55 6>66 7>77', 6) },
];

/** The national numbers that this one became, or was before. */
export function otherPlans(countryCode: string, national: string): string[] {
  const rules = planChanges.find((change) => change.countryCode === countryCode)?.rules ?? [];
  return rules.flatMap(({ old, was, now }) => {
    const before = was + national.slice(now.length);
    return [
      ...(old.test(national) ? [now + national.slice(was.length)] : []),
      ...(national.startsWith(now) && old.test(before) ? [before] : []),
    ];
  });
}
