"""Who answers which address of the pages, and who speaks when something went wrong."""

from django.urls import include, path

urlpatterns = [path("", include("keywho.server.web.urls"))]

handler400 = "keywho.server.conf.errors.bad_request"
handler403 = "keywho.server.conf.errors.forbidden"
handler404 = "keywho.server.conf.errors.not_found"
handler500 = "keywho.server.conf.errors.our_fault"
