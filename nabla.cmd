@echo off
rem Builds Nabla when its sources have changed, and runs scripts, programs, tests and benchmarks: nabla help.
setlocal EnableExtensions DisableDelayedExpansion
set "ROOT=%~dp0"
set "JAVA=java"
if defined JAVA_HOME set "JAVA=%JAVA_HOME%\bin\java"
set FLAGS=--add-modules=jdk.incubator.vector -XX:+UseParallelGC -XX:+IgnoreUnrecognizedVMOptions ^
 --sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED

set "COMMAND=%~1"
if "%COMMAND%"=="run" goto run
if "%COMMAND%"=="test" goto test
if "%COMMAND%"=="bench" goto bench
if "%COMMAND%"=="operators" goto operators
if "%COMMAND%"=="help" goto help
if "%COMMAND%"=="" (call :usage 1>&2) else (echo nabla: there is no command %COMMAND%; nabla help lists them 1>&2)
exit /b 64

:help
call :usage
exit /b 0

:usage
echo usage: nabla COMMAND [ARGUMENTS]
echo.
echo   run [JVM-OPTION...] FILE.nabla.kts [ARGUMENT...]   runs a Kotlin script
echo   run [JVM-OPTION...] CLASS [ARGUMENT...]            runs the main method of a class, as dev.nabla.samples.Digits
echo   test [MAVEN-OPTION...]                             builds everything and runs all tests
echo   bench [--peers] [JMH-OPTION...] [PATTERN]          measures the benchmarks that match, all without a pattern
echo   bench [--peers] --suite [ARGUMENT...]              prints one line of JSON for every benchmark of the suite
echo   operators                                          checks every operator and prints the laws that each obeys
echo   help                                               prints this
exit /b 0

:test
call :rest %*
pushd "%ROOT%"
call mvn -q verify %REST%
set CODE=%ERRORLEVEL%
popd
exit /b %CODE%

:run
shift
set OPTIONS=
:run_options
if "%~1"=="" (
  echo nabla: run: which? It takes FILE.nabla.kts or the name of a class 1>&2
  exit /b 64
)
set "WHAT=%~1"
if "%WHAT:~0,2%"=="-D" goto run_option
if "%WHAT:~0,2%"=="-X" goto run_option
set REST=
:run_arguments
shift
rem %1 would be empty at the end and for an empty argument alike; the latter stands in quotes.
if [%1]==[] goto run_now
set REST=%REST% %1
goto run_arguments
:run_option
rem cmd splits -Dname=value at the equals sign unless the option stands in quotes.
set OPTIONS=%OPTIONS% "%WHAT%"
shift
goto run_options
:run_now
set "MAIN=%WHAT%"
set SCRIPT=
if /i not "%WHAT:~-10%"==".nabla.kts" goto run_class
if not exist "%WHAT%" (
  echo nabla: run: there is no file %WHAT% 1>&2
  exit /b 66
)
set "MAIN=dev.nabla.script.MainKt"
set SCRIPT="%WHAT%"
:run_class
call :build samples nabla.classpath classes "" || exit /b
if not defined SCRIPT if not exist "%ROOT%samples\target\classes\%WHAT:.=\%.class" (
  if exist "%ROOT%samples\target\classes\%WHAT:.=\%Kt.class" set "MAIN=%WHAT%Kt"
)
"%JAVA%" %FLAGS% %OPTIONS% -cp "%CLASSES%" %MAIN% %SCRIPT% %REST%
exit /b

:operators
shift
if not [%1]==[] (
  echo nabla: operators: it takes no arguments 1>&2
  exit /b 64
)
call :build samples nabla.classpath classes "" || exit /b
"%JAVA%" %FLAGS% -cp "%CLASSES%" dev.nabla.check.Operators
exit /b

:bench
set PEERS=
set SUITE=
if defined NABLA_PEERS if not "%NABLA_PEERS%"=="0" set PEERS=1
:bench_options
shift
if "%~1"=="--peers" (
  set PEERS=1
  goto bench_options
)
if "%~1"=="--suite" (
  set SUITE=1
  goto bench_options
)
set REST=
:bench_arguments
if [%1]==[] goto bench_now
set REST=%REST% %1
shift
goto bench_arguments
:bench_now
set "MAIN=dev.nabla.bench.Benchmarks"
if defined SUITE set "MAIN=dev.nabla.bench.Suite"
if defined PEERS (
  call :build test nabla-peers.classpath peers-classes "-Ppeers -Dpeers.platform=windows-x86_64" || exit /b
) else (
  call :build test nabla.classpath classes "" || exit /b
)
"%JAVA%" %FLAGS% -cp "%CLASSES%" %MAIN% %REST%
exit /b

rem Everything but the first argument, as REST.
:rest
set REST=
:rest_more
shift
if [%1]==[] exit /b 0
set REST=%REST% %1
goto rest_more

rem Compiles a module (%1) unless its class path file (%2) is younger than all sources; sets CLASSES, which begins with
rem the folder %3 of the module. %4 are more arguments for Maven.
:build
set "STAMP=%ROOT%%1\target\%2"
if exist "%STAMP%" (
  powershell -NoProfile -Command "Set-Location -LiteralPath $env:ROOT; $t = (Get-Item -LiteralPath $env:STAMP).LastWriteTime; $new = Get-ChildItem pom.xml, .mvn, core-java/pom.xml, core-java/src, dsl-kotlin/pom.xml, dsl-kotlin/src, samples/pom.xml, samples/src, test/pom.xml, test/src/main, test/src/peers -Recurse -ErrorAction SilentlyContinue | Where-Object LastWriteTime -gt $t | Select-Object -First 1; if ($new) { exit 1 }" && goto built
)
echo nabla: building ... 1>&2
pushd "%ROOT%"
if exist "%STAMP%" del "%STAMP%"
call mvn -q -B -pl %1 -am %~4 compile dependency:build-classpath "-Dmdep.outputFile=target/%2" -Dmdep.includeScope=runtime 1>&2 <nul
set CODE=%ERRORLEVEL%
popd
if not "%CODE%"=="0" (
  echo nabla: the build failed, see above 1>&2
  exit /b %CODE%
)
:built
for /f "usebackq delims=" %%L in ("%STAMP%") do set "LIBRARIES=%%L"
set "CLASSES=%ROOT%%1\target\%3;%LIBRARIES%"
exit /b 0
