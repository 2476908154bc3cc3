import { createRoot } from "react-dom/client";
import { Application } from "./Application";

const root = document.getElementById("root");
if (root) createRoot(root).render(<Application />);
