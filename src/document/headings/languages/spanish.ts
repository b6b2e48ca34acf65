import type { HeadingLanguage } from '../language.ts';

export const spanish: HeadingLanguage = {
  summary: ['resumen', 'resumen ejecutivo', 'descripción', 'qué pasó', '¿qué pasó', 'qué ocurrió', '¿qué ocurrió', 'descripción del incidente', 'visión general'],
  impact: ['impacto', 'consecuencias', 'usuarios afectados', 'alcance', 'afectación'],
  detection: ['detección', 'cómo se detectó', '¿cómo se detectó'],
  trigger: ['desencadenante', 'disparador', 'detonante', 'evento desencadenante'],
  timeline: ['cronología', 'línea de tiempo', 'línea temporal', 'cronología de eventos', 'cronología de los hechos', 'secuencia de eventos'],
  signals: ['señales', 'métricas', 'indicadores', 'mediciones'],
  root_cause: ['causa raíz', 'causas raíz', 'causa', 'causas', 'causa principal', 'análisis de causa raíz', 'análisis de causas', 'por qué ocurrió', 'origen'],
  contributing_factors: ['factores contribuyentes', 'factores coadyuvantes', 'causas contribuyentes', 'factores'],
  five_whys: ['cinco porqués', '5 porqués', 'los cinco porqués', 'los 5 porqués', '5 por qué', 'cinco por qué'],
  decisions: ['decisiones', 'opciones', 'alternativas'],
  resolution: ['resolución', 'recuperación', 'solución', 'mitigación', 'respuesta', 'remediación', 'corrección', 'acciones tomadas', 'acciones inmediatas', 'solución aplicada', 'cómo se resolvió', '¿cómo se resolvió'],
  actions: ['acciones', 'acciones correctivas', 'acciones preventivas', 'plan de acción', 'próximos pasos', 'siguientes pasos', 'seguimiento', 'tareas', 'medidas correctivas', 'medidas preventivas', 'mejoras', 'acciones a tomar', 'prevención', 'acciones de seguimiento', 'puntos de acción', 'accionables'],
  went_well: ['qué salió bien', '¿qué salió bien', 'lo que salió bien', 'qué funcionó bien', 'lo que funcionó', 'aspectos positivos', 'qué fue bien', 'lo que funcionó bien', 'lo que hicimos bien'],
  went_poorly: ['qué salió mal', '¿qué salió mal', 'lo que salió mal', 'qué no funcionó', 'aspectos negativos', 'áreas de mejora', 'qué fue mal', 'qué se puede mejorar', 'lo que no funcionó', 'lo que falló', 'qué falló', 'lo que no funcionó bien'],
  lucky: ['dónde tuvimos suerte', '¿dónde tuvimos suerte', 'suerte', 'en qué tuvimos suerte'],
  lessons: ['lecciones aprendidas', 'aprendizajes', 'lecciones', 'qué aprendimos', '¿qué aprendimos'],
  supporting: ['anexos', 'anexo', 'referencias', 'enlaces', 'material de apoyo', 'recursos', 'apéndice'],
};
