import type { Interface, Scene } from './scene.ts';

const provinces = [
  { provinceid: '110000', province_name: '北京市' },
  { provinceid: '120000', province_name: '天津市' },
  { provinceid: '130000', province_name: '河北省' },
];
const cities = [
  { cityid: '110100', city_name: '北京城区', provinceid: '110000' },
  { cityid: '120100', city_name: '天津城区', provinceid: '120000' },
  { cityid: '130100', city_name: '石家庄市', provinceid: '130000' },
  { cityid: '130300', city_name: '秦皇岛市', provinceid: '130000' },
];
const areas = [
  { areaid: '110101', area_name: '东城区', cityid: '110100' },
  { areaid: '120101', area_name: '和平区', cityid: '120100' },
  { areaid: '130102', area_name: '长安区', cityid: '130100' },
  { areaid: '130302', area_name: '海港区', cityid: '130300' },
  { areaid: '130303', area_name: '山海关区', cityid: '130300' },
];

const citiesOf = (province: string) => cities.filter(({ provinceid }) => provinceid === province);
const areasOf = (city: string) => areas.filter(({ cityid }) => cityid === city);

export const listProvinces: Interface = () => ({ items: provinces });

/** `city/{provinceid}`. */
export const listCities: Interface = ({ id, settings }: Scene) => {
  if (settings.regions === 'exchanged') return { items: areasOf(id) };
  const found = citiesOf(id);
  if (settings.regions === 'as-named') return { items: found };
  return { items: found.flatMap(({ cityid }) => areasOf(cityid)) };
};

/** `area/{cityid}`. */
export const listAreas: Interface = ({ id, settings }: Scene) => {
  if (settings.regions === 'exchanged') return { items: citiesOf(id) };
  if (settings.regions === 'as-named') return { items: areasOf(id) };
  const city = cities.find(({ cityid }) => cityid === id);
  return { items: city ? citiesOf(city.provinceid) : [] };
};
