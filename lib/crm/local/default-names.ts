/** What a new CRM on this device calls its first tags and stages, by language; English where it has no words. */
export interface DefaultNames {
  interest: string;
  hot: string;
  warm: string;
  cold: string;
  level: string;
  wholesale: string;
  tags: string;
  /** From first contact to done. */
  stages: readonly [string, string, string, string, string];
}

const english: DefaultNames = {
  interest: 'Interest',
  hot: 'Hot',
  warm: 'Warm',
  cold: 'Cold',
  level: 'Level',
  wholesale: 'Wholesale',
  tags: 'Tags',
  stages: ['New', 'Talking', 'Intent', 'Paid', 'Done'],
};

const translated: Readonly<Record<string, DefaultNames>> = {
  zh: {
    interest: '意向',
    hot: '高意向',
    warm: '中意向',
    cold: '低意向',
    level: '客户等级',
    wholesale: '批发',
    tags: '标签',
    stages: ['新客户', '沟通中', '意向确定', '已付款', '已完成'],
  },
  id: {
    interest: 'Minat',
    hot: 'Panas',
    warm: 'Hangat',
    cold: 'Dingin',
    level: 'Tingkat',
    wholesale: 'Grosir',
    tags: 'Label',
    stages: ['Baru', 'Diskusi', 'Berminat', 'Dibayar', 'Selesai'],
  },
  pt: {
    interest: 'Interesse',
    hot: 'Quente',
    warm: 'Morno',
    cold: 'Frio',
    level: 'Nível',
    wholesale: 'Atacado',
    tags: 'Etiquetas',
    stages: ['Novo', 'Em conversa', 'Interessado', 'Pago', 'Concluído'],
  },
  es: {
    interest: 'Interés',
    hot: 'Caliente',
    warm: 'Tibio',
    cold: 'Frío',
    level: 'Nivel',
    wholesale: 'Mayorista',
    tags: 'Etiquetas',
    stages: ['Nuevo', 'En conversación', 'Interesado', 'Pagado', 'Terminado'],
  },
  ar: {
    interest: 'الاهتمام',
    hot: 'مهتم جدًا',
    warm: 'مهتم',
    cold: 'غير مهتم',
    level: 'المستوى',
    wholesale: 'جملة',
    tags: 'الوسوم',
    stages: ['جديد', 'قيد التواصل', 'جاد', 'مدفوع', 'مكتمل'],
  },
};

/** @param language BCP 47, as the browser names it */
export const defaultNames = (language: string): DefaultNames =>
  translated[language.split('-')[0] ?? ''] ?? english;
