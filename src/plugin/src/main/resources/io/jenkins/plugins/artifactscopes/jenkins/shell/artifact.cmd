@echo off
rem Runs the command with the Java that the agent itself runs on, else with that on the PATH.
setlocal EnableExtensions DisableDelayedExpansion
set "JAVA_TO_RUN=%ARTIFACT_SCOPES_JAVA%\bin\java.exe"
if not exist "%JAVA_TO_RUN%" set "JAVA_TO_RUN=java"
"%JAVA_TO_RUN%" -XX:+UseSerialGC -Xshare:auto -jar "%~dp0artifact.jar" %*
exit /b %ERRORLEVEL%
