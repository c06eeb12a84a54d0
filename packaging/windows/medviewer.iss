; Inno Setup's recipe for the Windows installer: `make windows-installer` (packaging/windows/build.ps1).
; /DVersion=… and /DFolder=… (the frozen folder) come from the command line.

[Setup]
AppId={{6B0C2C0E-6C6A-4C58-9C0B-0D0E2E1F6A11}
AppName=MedViewer
AppVersion={#Version}
AppPublisher=The MedViewer authors
DefaultDirName={autopf}\MedViewer
DefaultGroupName=MedViewer
DisableProgramGroupPage=yes
LicenseFile=..\..\LICENSE
InfoBeforeFile=not_a_medical_device.txt
SetupIconFile={#Icons}\medviewer.ico
UninstallDisplayIcon={app}\medviewer.exe
OutputDir={#Output}
OutputBaseFilename=MedViewer-{#Version}-setup
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
; Without administrator's rights it installs for the user alone.
PrivilegesRequired=lowest
PrivilegesRequiredOverridesAllowed=dialog
ChangesAssociations=yes
ChangesEnvironment=yes
Compression=lzma2/normal
SolidCompression=yes
CloseApplications=yes
#ifdef Signed
SignTool=signtool
#endif

[Languages]
Name: "en"; MessagesFile: "compiler:Default.isl"

[Tasks]
Name: "desktopicon"; Description: "{cm:CreateDesktopIcon}"; Flags: unchecked
Name: "dicom"; Description: "Offer MedViewer for .dcm files"
Name: "links"; Description: "Open medviewer:// links with MedViewer (it asks before it opens one)"
Name: "path"; Description: "Add medviewer-cli to the PATH"; Flags: unchecked

[Files]
Source: "{#Folder}\*"; DestDir: "{app}"; Flags: ignoreversion recursesubdirs createallsubdirs

[Icons]
Name: "{group}\MedViewer"; Filename: "{app}\medviewer.exe"
Name: "{autodesktop}\MedViewer"; Filename: "{app}\medviewer.exe"; Tasks: desktopicon

[Registry]
; "Open with", and the default only where no other program is: HKA is the user's or the machine's, as installed.
Root: HKA; Subkey: "Software\Classes\MedViewer.Dicom"; ValueType: string; ValueData: "DICOM object"; Flags: uninsdeletekey; Tasks: dicom
Root: HKA; Subkey: "Software\Classes\MedViewer.Dicom\DefaultIcon"; ValueType: string; ValueData: "{app}\medviewer.exe,0"; Tasks: dicom
Root: HKA; Subkey: "Software\Classes\MedViewer.Dicom\shell\open\command"; ValueType: string; ValueData: """{app}\medviewer.exe"" ""%1"""; Tasks: dicom
Root: HKA; Subkey: "Software\Classes\.dcm"; ValueType: string; ValueName: "Content Type"; ValueData: "application/dicom"; Flags: createvalueifdoesntexist; Tasks: dicom
Root: HKA; Subkey: "Software\Classes\.dcm\OpenWithProgids"; ValueType: string; ValueName: "MedViewer.Dicom"; ValueData: ""; Flags: uninsdeletevalue; Tasks: dicom
Root: HKA; Subkey: "Software\Classes\.dcm"; ValueType: string; ValueData: "MedViewer.Dicom"; Flags: createvalueifdoesntexist; Tasks: dicom
Root: HKA; Subkey: "Software\Classes\medviewer"; ValueType: string; ValueData: "URL:MedViewer link"; Flags: uninsdeletekey; Tasks: links
Root: HKA; Subkey: "Software\Classes\medviewer"; ValueType: string; ValueName: "URL Protocol"; ValueData: ""; Tasks: links
Root: HKA; Subkey: "Software\Classes\medviewer\shell\open\command"; ValueType: string; ValueData: """{app}\medviewer.exe"" ""%1"""; Tasks: links
Root: HKCU; Subkey: "Environment"; ValueType: expandsz; ValueName: "Path"; ValueData: "{olddata};{app}"; Check: IsNotOnPath; Tasks: path

[Run]
Filename: "{app}\medviewer.exe"; Description: "{cm:LaunchProgram,MedViewer}"; Flags: nowait postinstall skipifsilent

[Code]
function IsNotOnPath: Boolean;
var
  Path: string;
begin
  Result := not RegQueryStringValue(HKCU, 'Environment', 'Path', Path)
    or (Pos(';' + Uppercase(ExpandConstant('{app}')) + ';', ';' + Uppercase(Path) + ';') = 0);
end;
