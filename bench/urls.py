from config.urls import urlpatterns
