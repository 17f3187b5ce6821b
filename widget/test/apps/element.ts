import { defineFirstlineHelp } from "@firstline/widget/element";

defineFirstlineHelp();
defineFirstlineHelp();
