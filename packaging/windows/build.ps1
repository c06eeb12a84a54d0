# Freezes MedViewer and builds its Windows installer: dist\MedViewer-VERSION-setup.exe.
# On Windows, with Python 3.11+ (py) and Inno Setup 6 (iscc on the PATH, or in its usual folder). Set
# $env:SIGN_COMMAND to what signs a file ('signtool sign /fd SHA256 /tr URL /td SHA256 /a $f') to have both signed.
# $env:TORCH = 'cuda' takes torch with CUDA along.
$ErrorActionPreference = 'Stop'
Set-Location (Join-Path $PSScriptRoot '..\..')
if ($env:OS -ne 'Windows_NT') { Write-Error 'The Windows installer is built on Windows.'; exit 3 }

$build = if ($env:BUILD) { $env:BUILD } else { 'build' }
$dist = if ($env:DIST) { $env:DIST } else { 'dist' }
$torch = if ($env:TORCH) { $env:TORCH } else { 'cpu' }
$index = if ($torch -eq 'cuda') { 'https://download.pytorch.org/whl/cu130' } else { 'https://download.pytorch.org/whl/cpu' }
if ($env:TORCH_INDEX) { $index = $env:TORCH_INDEX }
$venv = "$build\venv-frozen-$torch"
$python = "$venv\Scripts\python.exe"
$env:PYTHONHASHSEED = '0'
$env:SOURCE_DATE_EPOCH = (git log -1 --format=%ct)
$version = ([regex]'__version__ = "(.*)"').Match((Get-Content medviewer\__init__.py -Raw)).Groups[1].Value

function Invoke-Checked { & $args[0] $args[1..($args.Length - 1)]; if ($LASTEXITCODE) { exit $LASTEXITCODE } }

if (-not (Test-Path $python)) { Invoke-Checked py -3 -m venv $venv }
$pinned = (Select-String '^torch==' packaging\constraints.txt).Line
Invoke-Checked $python -m pip install -q $pinned --index-url $index
Invoke-Checked $python -m pip install -q -c packaging\constraints.txt -e . pyinstaller pyinstaller-hooks-contrib
$env:MEDVIEWER_ICONS = (New-Item -ItemType Directory -Force "$build\icons").FullName
Invoke-Checked $python packaging\icons.py $env:MEDVIEWER_ICONS
Invoke-Checked "$venv\Scripts\pyinstaller.exe" --noconfirm --log-level WARN --workpath "$build\frozen" --distpath $dist packaging\frozen\medviewer.spec
Invoke-Checked $python packaging\frozen\finish.py "$dist\medviewer"

$iscc = (Get-Command iscc -ErrorAction SilentlyContinue).Source
if (-not $iscc) { $iscc = "${env:ProgramFiles(x86)}\Inno Setup 6\ISCC.exe" }
if (-not (Test-Path $iscc)) { Write-Error "$dist\medviewer is ready, but Inno Setup 6 (iscc), which makes an installer of it, is not here."; exit 3 }
$words = @("/DVersion=$version", "/DFolder=$((Resolve-Path "$dist\medviewer").Path)", "/DIcons=$env:MEDVIEWER_ICONS", "/DOutput=$((Resolve-Path $dist).Path)")
if ($env:SIGN_COMMAND) { $words += @('/DSigned', "/Ssigntool=$env:SIGN_COMMAND") }
Invoke-Checked $iscc @words packaging\windows\medviewer.iss
