/** All charts in one chunk of their own; pages import this file dynamically, through `lazy.tsx`. */
export { Bullet } from "./Bullet";
export { Heatmap } from "./Heatmap";
export { Sparkline } from "./Sparkline";
export { Trend } from "./Trend";
