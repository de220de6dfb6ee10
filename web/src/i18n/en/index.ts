import administration from './administration';
import apply from './apply';
import desk from './desk';
import frame from './frame';
import oversight from './oversight';
import policies from './policies';
import reconcile from './reconcile';
import review from './review';
import scan from './scan';
import sheets from './sheets';
import terms from './terms';

export default { ...terms, ...frame, ...apply, ...review, ...oversight, ...policies, ...reconcile, ...scan, ...sheets, ...administration, ...desk };
