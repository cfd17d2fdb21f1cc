export { addItems } from './add-items.ts';
export {
  createDataset,
  deleteDataset,
  getDataset,
  listDatasets,
  updateDataset,
} from './change-datasets.ts';
export { deleteItem, listItems, updateItem } from './change-items.ts';
export { exportDataset } from './export-dataset.ts';
export { datasetJobHandlers } from './jobs.ts';
