// Spreadsheets, and the assessments that come in them.
export default {
  sheets: {
    export: '导出 Excel',
    exporting: '正在导出…',
  },
};
