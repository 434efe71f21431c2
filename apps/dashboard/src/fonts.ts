// Each file has one script, and is loaded for a page with its characters.
import '@fontsource-variable/arimo/wght.css';
import '@fontsource-variable/roboto-mono/wght.css';
import './fonts.css';
