/** Pictures that belong together: of the same kind, one a site. */
import type { Chart } from "../charts/draw_chart.ts";

/** Pictures of the same kind. */
export interface FigureGroup {
  /** What they show. */
  title: string;
  /** How they are read, in a sentence or two. */
  says: string;
  figures: SiteFigure[];
}

/** The pictures of a site. */
export interface SiteFigure {
  /** Such as `"leaves small-cnn"`; empty where all sites are in one. */
  site: string;
  charts: Chart[];
}
