"""Addresses below /a/<account>/api/v1/: facts in bulk."""

from django.urls import path

from api.rest import audit_log, events, exports, imports, rows, schema

urlpatterns = [
    path("schema", schema.SchemaView.as_view(), name="rest-schema"),
    path("audit.csv", audit_log.AuditLogView.as_view(), name="audit-log"),
    path("events", events.EventsView.as_view(), name="events"),
    path("rows", rows.KindsView.as_view(), name="row-kinds"),
    path("rows/<str:kind>", rows.RowsView.as_view(), name="rows"),
    path("imports", imports.ImportsView.as_view(), name="imports"),
    path("imports/<int:import_id>", imports.ImportView.as_view(), name="import"),
    path("imports/<int:import_id>/preview", imports.PreviewView.as_view(), name="import-preview"),
    path("imports/<int:import_id>/start", imports.StartView.as_view(), name="import-start"),
    path("imports/<int:import_id>/rejects", imports.RejectsView.as_view(), name="import-rejects"),
    path("exports/<int:export_id>/file", exports.ExportFileView.as_view(), name="export-file"),
    path("sample-data", imports.SampleDataView.as_view(), name="sample-data"),
]
