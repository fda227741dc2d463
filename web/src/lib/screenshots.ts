// Pictures of pages to lay heatmaps on. They stay in this browser (IndexedDB) and are sent nowhere.
const store = "pictures";

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open("throng-heatmap", 1);
    request.onupgradeneeded = () => request.result.createObjectStore(store);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

async function once<T>(mode: IDBTransactionMode, ask: (pictures: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const database = await open();
  return new Promise<T>((resolve, reject) => {
    const transaction = database.transaction(store, mode);
    const request = ask(transaction.objectStore(store));
    transaction.oncomplete = () => resolve(request.result);
    transaction.onerror = transaction.onabort = () => reject(transaction.error);
  }).finally(() => database.close());
}

export const screenshots = {
  get: (key: string) => once<Blob | undefined>("readonly", (pictures) => pictures.get(key)),
  put: (key: string, picture: Blob) => once("readwrite", (pictures) => pictures.put(picture, key)),
  remove: (key: string) => once("readwrite", (pictures) => pictures.delete(key)),
};

const mostBytes = 30_000_000;
export const pictureTypes = ["image/png", "image/jpeg", "image/webp"];
export const isPicture = (file: Blob) => pictureTypes.includes(file.type) && file.size <= mostBytes;
