import type { Decision } from '@/api/types';

// Common phrases to start from; the reviewer may write over them.
export const phrases: Record<Decision, string[]> = {
  pass: [],
  return: ['人数与学籍不符，请核对后重新提交', '扫描件不清晰，请重新扫描上传', '缺少学校公章或负责人签字', '证书名称或级别填写有误'],
  reject: ['不具备开展该证书考核的条件', '与学校专业设置不符', '重复申报'],
};
export const exception_phrases = ['人数超出培养规模', '不具备考核条件', '与专业设置不符'];
