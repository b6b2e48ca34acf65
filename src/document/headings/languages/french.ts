import type { HeadingLanguage } from '../language.ts';

export const french: HeadingLanguage = {
  summary: ['résumé', 'synthèse', 'aperçu', "vue d'ensemble", "description de l'incident", "que s'est il passé", "ce qui s'est passé", 'en bref'],
  impact: ['impact', 'impacts', 'conséquences', 'utilisateurs affectés', 'impact client'],
  detection: ['détection', "détection de l'incident", 'comment a t il été détecté'],
  trigger: ['déclencheur', 'élément déclencheur', 'événement déclencheur'],
  timeline: ['chronologie', 'chronologie des événements', 'déroulement', 'déroulé', 'frise chronologique', 'historique', 'ligne de temps'],
  signals: ['signaux', 'mesures', 'métriques', 'indicateurs'],
  root_cause: ['cause racine', 'causes racines', 'cause', 'causes', 'cause profonde', 'causes profondes', 'analyse des causes', 'cause principale', 'origine'],
  contributing_factors: ['facteurs contributifs', 'facteurs aggravants', 'causes contributives', 'facteurs'],
  five_whys: ['cinq pourquoi', '5 pourquoi', 'les cinq pourquoi', 'les 5 pourquoi'],
  decisions: ['décisions', 'options', 'options envisagées'],
  resolution: ['résolution', 'rétablissement', 'correction', 'remédiation', 'réponse', 'atténuation', 'résolution et rétablissement'],
  actions: ['actions', 'plan d\'action', "plan d'actions", 'actions correctives', 'actions préventives', 'mesures correctives', 'mesures préventives', 'prochaines étapes', 'suivi', 'actions à mener', 'améliorations', 'actions de suivi', 'à faire', 'prévention'],
  went_well: ['ce qui a bien fonctionné', "ce qui s'est bien passé", 'points positifs', 'ce qui a bien marché'],
  went_poorly: ["ce qui n'a pas fonctionné", "ce qui s'est mal passé", 'points négatifs', "points d'amélioration", 'ce qui a mal fonctionné', 'points à améliorer', "ce qui n'a pas bien fonctionné"],
  lucky: ['où nous avons eu de la chance', 'coups de chance', 'chance', 'là où nous avons eu de la chance'],
  lessons: ['leçons apprises', 'enseignements', 'leçons', "retours d'expérience", 'ce que nous avons appris', 'leçons tirées'],
  supporting: ['annexes', 'annexe', 'références', 'liens', 'documents', 'ressources'],
};
