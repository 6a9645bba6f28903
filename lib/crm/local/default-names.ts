/**
 * What a new CRM on this device calls its first tags and stages, by language: a group and its hot, warm and cold, a group
 * and its wholesale, the group of typed tags, and the stages from first contact to done. In one line each, to be small.
 */
const names: Readonly<Record<string, string>> = {
  en: 'Interest|Hot|Warm|Cold|Level|Wholesale|Tags|New|Talking|Intent|Paid|Done',
  zh: '意向|高意向|中意向|低意向|客户等级|批发|标签|新客户|沟通中|意向确定|已付款|已完成',
  id: 'Minat|Panas|Hangat|Dingin|Tingkat|Grosir|Label|Baru|Diskusi|Berminat|Dibayar|Selesai',
  pt: 'Interesse|Quente|Morno|Frio|Nível|Atacado|Etiquetas|Novo|Em conversa|Interessado|Pago|Concluído',
  es: 'Interés|Caliente|Tibio|Frío|Nivel|Mayorista|Etiquetas|Nuevo|En conversación|Interesado|Pagado|Terminado',
  ar: 'الاهتمام|مهتم جدًا|مهتم|غير مهتم|المستوى|جملة|الوسوم|جديد|قيد التواصل|جاد|مدفوع|مكتمل',
};

/** @param language BCP 47, as the browser names it; one without names has the English ones */
export function defaultNames(language: string) {
  const line = names[language.split('-')[0] ?? ''] ?? names.en ?? '';
  const [interest = '', hot = '', warm = '', cold = '', level = '', wholesale = '', tags = '', ...stages] =
    line.split('|');
  return { interest, hot, warm, cold, level, wholesale, tags, stages };
}
