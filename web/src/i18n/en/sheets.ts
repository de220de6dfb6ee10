// Spreadsheets, and the assessments that come in them.
export default {
  sheets: {
    export: 'Export Excel',
    exporting: 'Exporting…',
  },
};
