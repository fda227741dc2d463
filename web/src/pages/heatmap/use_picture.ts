import { useCallback, useEffect, useState } from "react";
import type { HeatmapWidth } from "../../api/types";
import { useSession } from "../../app/session";
import { isPicture, screenshots } from "../../lib/screenshots";

export interface Picture {
  url: string | undefined;
  problem: "badPicture" | "notKept" | undefined;
  take: (file: Blob | undefined) => void;
  remove: () => void;
}

// The picture that this browser keeps of a page in a class of width.
export function usePicture(page: string, edges: HeatmapWidth | undefined): Picture {
  const { project } = useSession();
  const key = JSON.stringify([project.id, page, edges?.from ?? null, edges?.to ?? null]);
  const [blob, setBlob] = useState<Blob>();
  const [url, setUrl] = useState<string>();
  const [problem, setProblem] = useState<Picture["problem"]>();
  useEffect(() => {
    let gone = false;
    setBlob(undefined);
    setProblem(undefined);
    screenshots.get(key).then((found) => !gone && setBlob(found), () => undefined);
    return () => {
      gone = true;
    };
  }, [key]);
  useEffect(() => {
    const made = blob && URL.createObjectURL(blob);
    setUrl(made);
    return () => {
      if (made) URL.revokeObjectURL(made);
    };
  }, [blob]);
  const take = useCallback((file: Blob | undefined) => {
    if (!file) return;
    if (!isPicture(file)) return setProblem("badPicture");
    setProblem(undefined);
    setBlob(file);
    screenshots.put(key, file).catch(() => setProblem("notKept"));
  }, [key]);
  const remove = useCallback(() => {
    setBlob(undefined);
    screenshots.remove(key).catch(() => undefined);
  }, [key]);
  return { url, problem, take, remove };
}
