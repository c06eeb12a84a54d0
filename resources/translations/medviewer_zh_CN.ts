<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>3-D</name>
    <message>
        <source>&amp;From the front, all of it</source>
        <translation>正面观，显示全部(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Rotating MIP</source>
        <translation>旋转 MIP(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Spin or stop</source>
        <translation>自动旋转或停止(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Volume in 3-D</source>
        <translation>容积三维显示(&amp;V)</translation>
    </message>
    <message>
        <source>Back to the slices</source>
        <translation>返回断层图像</translation>
    </message>
    <message>
        <source>Bone</source>
        <translation>骨</translation>
    </message>
    <message>
        <source>Bright parts</source>
        <translation>明亮部分</translation>
    </message>
    <message>
        <source>From behind</source>
        <translation>后面观</translation>
    </message>
    <message>
        <source>From the feet</source>
        <translation>足侧观</translation>
    </message>
    <message>
        <source>From the front</source>
        <translation>前面观</translation>
    </message>
    <message>
        <source>From the head</source>
        <translation>头侧观</translation>
    </message>
    <message>
        <source>From the patient&apos;s left</source>
        <translation>患者左侧观</translation>
    </message>
    <message>
        <source>From the patient&apos;s right</source>
        <translation>患者右侧观</translation>
    </message>
    <message>
        <source>Let the solid turn about the patient&apos;s long axis, or stop it.</source>
        <translation>使立体绕患者长轴旋转，或停止。</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>显示方式</translation>
    </message>
    <message>
        <source>Look from a side</source>
        <translation>从某一方位观察</translation>
    </message>
    <message>
        <source>Look of the solid</source>
        <translation>立体显示方式</translation>
    </message>
    <message>
        <source>Lung</source>
        <translation>肺</translation>
    </message>
    <message>
        <source>MIP</source>
        <translation>MIP</translation>
    </message>
    <message>
        <source>Preparing the volume …</source>
        <translation>正在准备容积……</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>复位</translation>
    </message>
    <message>
        <source>Show the volume as a solid or a MIP that is turned by dragging (Shift+V).</source>
        <translation>以立体或 MIP 显示容积，拖动即可旋转（Shift+V）。</translation>
    </message>
    <message>
        <source>Soft tissue</source>
        <translation>软组织</translation>
    </message>
    <message>
        <source>Some images of this series cannot be shown, so it cannot be shown as a solid.</source>
        <translation>该序列有部分图像无法显示，因此不能以立体显示。</translation>
    </message>
    <message>
        <source>Spin</source>
        <translation>旋转</translation>
    </message>
    <message>
        <source>Stand in front of the patient again and show everything.</source>
        <translation>回到患者正前方并显示全部。</translation>
    </message>
    <message>
        <source>Surface</source>
        <translation>表面</translation>
    </message>
    <message>
        <source>The brightest value along every ray, turning about the long axis.</source>
        <translation>每条射线上的最亮值，绕身体长轴旋转。</translation>
    </message>
    <message>
        <source>Vessels</source>
        <translation>血管</translation>
    </message>
    <message>
        <source>Volume in 3-D</source>
        <translation>容积三维显示</translation>
    </message>
    <message>
        <source>What of the volume is seen, and how</source>
        <translation>显示容积的哪些部分及其方式</translation>
    </message>
    <message>
        <source>voxels of {side} mm, not for measuring</source>
        <translation>体素 {side} mm，不可用于测量</translation>
    </message>
</context>
<context>
    <name>AI</name>
    <message>
        <source>&amp;Analyze study</source>
        <translation>分析检查(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Choose series…</source>
        <translation>选择序列(&amp;C)…</translation>
    </message>
    <message>
        <source>&amp;Model card…</source>
        <translation>模型卡(&amp;M)…</translation>
    </message>
    <message>
        <source>&amp;Stop analysis</source>
        <translation>停止分析(&amp;S)</translation>
    </message>
    <message>
        <source>Analyze on another &amp;machine…</source>
        <translation>在其他计算机上分析(&amp;M)…</translation>
    </message>
    <message>
        <source>Analyze the ne&amp;xt study ahead</source>
        <translation>提前分析下一个检查(&amp;X)</translation>
    </message>
    <message>
        <source>Let the models look at the next open study while you read this one.</source>
        <translation>在您阅读本检查时，让模型分析下一个已打开的检查。</translation>
    </message>
    <message>
        <source>Run every model that fits on the best series of this study.</source>
        <translation>在本次检查最合适的序列上运行所有适用的模型。</translation>
    </message>
    <message>
        <source>See what would leave this computer, and for where; nothing is sent before you agree.</source>
        <translation>查看将离开本机的内容及去向；在您同意之前不发送任何内容。</translation>
    </message>
    <message>
        <source>See which series each model will be given, and why; change it.</source>
        <translation>查看每个模型将使用哪个序列及其原因，并可更改。</translation>
    </message>
    <message>
        <source>Sel&amp;f-test…</source>
        <translation>自检(&amp;F)…</translation>
    </message>
    <message>
        <source>Stop the analysis now. Findings of finished models stay.</source>
        <translation>立即停止分析。已完成的模型的发现会保留。</translation>
    </message>
    <message>
        <source>The AI is off. Choose another reading mode in the menu AI.</source>
        <translation>AI 已关闭。请在 AI 菜单中选择其他阅片模式。</translation>
    </message>
    <message>
        <source>What the model is for, what it was trained on, how well it did.</source>
        <translation>模型的用途、训练数据和性能。</translation>
    </message>
    <message>
        <source>Where the AI computes, with what memory, and how fast each model is.</source>
        <translation>AI 在何处计算、内存多少、各模型速度如何。</translation>
    </message>
</context>
<context>
    <name>AI worker</name>
    <message>
        <source>This MedViewer has nothing that answers such a question. Update MedViewer.</source>
        <translation>当前 MedViewer 没有可回答此类问题的组件。请更新 MedViewer。</translation>
    </message>
    <message>
        <source>This is not an image the AI can be asked about.</source>
        <translation>此图像无法交给 AI 分析。</translation>
    </message>
    <message>
        <source>{model} is explained by its class map only.</source>
        <translation>{model} 只能用类激活图解释。</translation>
    </message>
    <message>
        <source>{model} needs a volume, and these images form none. Choose a series of slices.</source>
        <translation>{model} 需要容积数据，而这些图像不能构成容积。请选择断层序列。</translation>
    </message>
    <message>
        <source>{model} needs the analyzer “{analyzer}”, which this MedViewer does not have. Update MedViewer.</source>
        <translation>{model} 需要分析器“{analyzer}”，当前版本的 MedViewer 不包含它。请更新 MedViewer。</translation>
    </message>
</context>
<context>
    <name>About</name>
    <message>
        <source>A desktop radiology viewer with AI assist that can be doubted, checked and refused. What the AI proposes enters a report only when a reader accepts it.

Licence: Apache-2.0. Every model has a card with its training data, figures and limits.</source>
        <translation>带 AI 辅助的桌面影像阅片软件；AI 的结论可以质疑、核查和拒绝。AI 的提示只有经阅片医师接受后才会进入报告。

许可证：Apache-2.0。每个模型都附有模型卡，列出训练数据、性能指标和局限性。</translation>
    </message>
    <message>
        <source>About MedViewer</source>
        <translation>关于 MedViewer</translation>
    </message>
    <message>
        <source>Back to all packages</source>
        <translation>返回全部软件包</translation>
    </message>
    <message>
        <source>For research and education. Not a medical device; not for primary diagnosis.</source>
        <translation>仅供科研与教学。非医疗器械，不得用于临床诊断。</translation>
    </message>
    <message>
        <source>Packages MedViewer is built on</source>
        <translation>MedViewer 所用的软件包</translation>
    </message>
    <message>
        <source>Reading the licences…</source>
        <translation>正在读取许可证…</translation>
    </message>
    <message>
        <source>The package brings no licence file; its name is in the list.</source>
        <translation>该软件包不附带许可证文件；许可证名称见列表。</translation>
    </message>
</context>
<context>
    <name>Ahead</name>
    <message>
        <source>&amp;No</source>
        <translation>否(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Yes, once this one is analyzed</source>
        <translation>是，在本检查分析完成后(&amp;Y)</translation>
    </message>
    <message>
        <source>Analyze the &amp;next study ahead</source>
        <translation>提前分析下一个检查(&amp;N)</translation>
    </message>
    <message>
        <source>Models look at the next open study while you read this one.</source>
        <translation>在您阅读本检查时，模型分析下一个已打开的检查。</translation>
    </message>
</context>
<context>
    <name>Analysis</name>
    <message>
        <source>No model is installed, so nothing can be analysed.</source>
        <translation>未安装任何模型，无法分析。</translation>
    </message>
    <message>
        <source>Starting the AI</source>
        <translation>正在启动 AI</translation>
    </message>
    <message>
        <source>This series needs {needed} MB of shared memory to reach the AI, and there is less. Close other programs, or give the container more (--shm-size), and run Analyze again.</source>
        <translation>把该序列送到 AI 需要 {needed} MB 共享内存，目前不足。请关闭其他程序，或给容器更多共享内存（--shm-size），然后重新分析。</translation>
    </message>
    <message>
        <source>This study is still arriving from the archive. It can be analyzed when all of its images are here.</source>
        <translation>该检查仍在从归档服务器接收中。所有图像到齐后方可分析。</translation>
    </message>
    <message>
        <source>{model} was not run: this study has no series it was made for.</source>
        <translation>未运行 {model}：本次检查没有适用的序列。</translation>
    </message>
    <message>
        <source>{model}: no finding above threshold.</source>
        <translation>{model}：没有高于阈值的发现。</translation>
    </message>
</context>
<context>
    <name>Analyze</name>
    <message>
        <source>The study has no series {uid}. Name one of these with --series:{listed}</source>
        <translation>该检查没有序列 {uid}。请用 --series 指定其中之一：{listed}</translation>
    </message>
    <message>
        <source>There are {count} studies here. Name one with --study:{listed}</source>
        <translation>此处有 {count} 个检查。请用 --study 指定其中之一：{listed}</translation>
    </message>
    <message>
        <source>There is no model “{model}”. Name one of these with --model: {listed}</source>
        <translation>没有模型“{model}”。请用 --model 指定其中之一：{listed}</translation>
    </message>
    <message>
        <source>There is no study {uid} here. Name one of these with --study:{listed}</source>
        <translation>此处没有检查 {uid}。请用 --study 指定其中之一：{listed}</translation>
    </message>
</context>
<context>
    <name>Applicability</name>
    <message>
        <source>The gantry was tilted; {model} was not tested on tilted scans.</source>
        <translation>扫描机架有倾斜；{model} 未在倾斜扫描上测试过。</translation>
    </message>
    <message>
        <source>The headers do not name the body part; {model} checks on the pixels that it is {wanted}.</source>
        <translation>文件头未注明检查部位；{model} 将根据像素确认是否为{wanted}。</translation>
    </message>
    <message>
        <source>The headers do not say from where the image was taken; {model} was made for {wanted} views.</source>
        <translation>头信息没有说明投照体位；{model} 适用于 {wanted} 位。</translation>
    </message>
    <message>
        <source>The images of this series differ in size; {model} sees them together. Choose another series.</source>
        <translation>该序列的图像大小不一，而 {model} 需要一并读取。请选择其他序列。</translation>
    </message>
    <message>
        <source>Their place in the patient is unknown.</source>
        <translation>它们在患者体内的位置未知。</translation>
    </message>
    <message>
        <source>These are a detector&apos;s raw values (FOR PROCESSING); {model} was made for images as they are read. Choose the series made for presentation.</source>
        <translation>这些是探测器的原始数值（FOR PROCESSING）；{model} 适用于供阅片的图像。请选择供显示的序列。</translation>
    </message>
    <message>
        <source>This is a localizer, not a scan. Choose the series it was made for.</source>
        <translation>这是定位像，不是扫描序列。请选择由它定位的序列。</translation>
    </message>
    <message>
        <source>of no named modality</source>
        <translation>未注明设备类型</translation>
    </message>
    <message>
        <source>{count} of {total} slices are missing; {model} sees interpolated ones in their place.</source>
        <translation>{total} 层中缺失 {count} 层；{model} 在其位置看到的是插值图像。</translation>
    </message>
    <message>
        <source>{model} needs a volume, and these slices do not form one. {why}</source>
        <translation>{model} 需要容积数据，而这些层面不能构成容积。{why}</translation>
    </message>
    <message>
        <source>{model} needs at least {needed} slices; this series has {found}. Choose a longer one.</source>
        <translation>{model} 至少需要 {needed} 层；该序列只有 {found} 层。请选择更长的序列。</translation>
    </message>
    <message>
        <source>{model} needs images as acquired; this series is derived ({kinds}). Choose the original one.</source>
        <translation>{model} 需要原始采集图像；该序列为衍生图像（{kinds}）。请选择原始序列。</translation>
    </message>
    <message>
        <source>{model} needs pixels of at most {needed} mm; these are {found} mm. Choose a finer series.</source>
        <translation>{model} 要求像素不大于 {needed} mm；此处为 {found} mm。请选择分辨率更高的序列。</translation>
    </message>
    <message>
        <source>{model} needs slices at most {needed} mm apart; these are {found} mm apart. Choose a thinner series.</source>
        <translation>{model} 要求层间距不大于 {needed} mm；此处为 {found} mm。请选择更薄的序列。</translation>
    </message>
    <message>
        <source>{model} needs values in {unit}, and this series does not say how to get them. Export it from the scanner or archive again.</source>
        <translation>{model} 需要以 {unit} 为单位的数值，而该序列未说明换算方法。请从设备或 PACS 重新导出。</translation>
    </message>
    <message>
        <source>{model} needs {wanted} slices, and nobody knows how these lie in the patient. Choose the {wanted} series.</source>
        <translation>{model} 需要{wanted}层面，而这些图像在患者体内的方位未知。请选择{wanted}序列。</translation>
    </message>
    <message>
        <source>{model} needs {wanted} slices; these are {found}. Choose the {wanted} series.</source>
        <translation>{model} 需要{wanted}层面；此处为{found}。请选择{wanted}序列。</translation>
    </message>
    <message>
        <source>{model} reads grey images; these are in colour. Choose a grey series.</source>
        <translation>{model} 只读取灰度图像，而这些是彩色图像。请选择灰度序列。</translation>
    </message>
    <message>
        <source>{model} was made for T1-weighted images, and this series has an echo time of {echo} ms, too long for that. Choose a T1 series.</source>
        <translation>{model} 用于 T1 加权图像，而该序列的回波时间为 {echo} ms，过长。请选择 T1 序列。</translation>
    </message>
    <message>
        <source>{model} was made for human patients; these images are of an animal.</source>
        <translation>{model} 适用于人类患者；这些图像来自动物。</translation>
    </message>
    <message>
        <source>{model} was made for images after contrast medium, and the headers of this series name none.</source>
        <translation>{model} 用于注射对比剂后的图像，而该序列的头信息未注明对比剂。</translation>
    </message>
    <message>
        <source>{model} was made for {wanted} views; this one is {found}. Choose a {wanted} image.</source>
        <translation>{model} 适用于 {wanted} 位；此图像为 {found}。请选择 {wanted} 位图像。</translation>
    </message>
    <message>
        <source>{model} was made for {wanted}; this series is of {found}. Choose a series of {wanted}.</source>
        <translation>{model} 适用于{wanted}；该序列的部位是{found}。请选择{wanted}的序列。</translation>
    </message>
    <message>
        <source>{model} was made for {wanted}; this series is {found}. Choose a study with {wanted} images.</source>
        <translation>{model} 适用于 {wanted}；该序列是 {found}。请选择含有 {wanted} 序列的检查。</translation>
    </message>
    <message>
        <source>{model} was made from patients of at most {oldest} years; the headers do not say how old this one is.</source>
        <translation>{model} 由不超过 {oldest} 岁的患者数据训练而成；头信息没有说明该患者的年龄。</translation>
    </message>
    <message>
        <source>{model} was made from patients of at most {oldest} years; this one is {age}.</source>
        <translation>{model} 由不超过 {oldest} 岁的患者数据训练而成；该患者为 {age} 岁。</translation>
    </message>
    <message>
        <source>{model} was made from patients of {youngest} years and older; this one is {age}.</source>
        <translation>{model} 由 {youngest} 岁及以上的患者数据训练而成；该患者为 {age} 岁。</translation>
    </message>
</context>
<context>
    <name>Architectures</name>
    <message>
        <source>The network “{name}” cannot be built with {options}: {cause}.</source>
        <translation>无法用 {options} 构建网络“{name}”：{cause}。</translation>
    </message>
    <message>
        <source>The network “{name}” has no option “{option}”. It has: {known}.</source>
        <translation>网络“{name}”没有选项“{option}”。可用选项：{known}。</translation>
    </message>
    <message>
        <source>The network “{name}” needs images of at least {smallest} × {smallest} pixels, not {size}. Ask for a larger input_size or another network.</source>
        <translation>网络“{name}”需要至少 {smallest} × {smallest} 像素的图像，而不是 {size}。请设置更大的 input_size 或选择其他网络。</translation>
    </message>
    <message>
        <source>The option “{option}” of the network “{name}” cannot be {value}; its default is {default}.</source>
        <translation>网络“{name}”的选项“{option}”不能为 {value}；其默认值为 {default}。</translation>
    </message>
    <message>
        <source>There is no network “{name}”. Choose one of: {names}.</source>
        <translation>没有名为“{name}”的网络。请选择其一：{names}。</translation>
    </message>
</context>
<context>
    <name>Archive</name>
    <message>
        <source>A sender and this computer did not agree on a secure connection ({reason}). Nothing was received. Check that it speaks TLS and has a certificate of the authority in the settings.</source>
        <translation>发送方与本机未能就安全连接达成一致（{reason}），未接收任何内容。请确认其使用 TLS，并持有设置中颁发机构签发的证书。</translation>
    </message>
    <message>
        <source>A sender asked for {called}, but this computer is {own}. Enter this AE title at the sender.</source>
        <translation>发送方请求的是 {called}，而本机为 {own}。请在发送方填写本机的 AE 标题。</translation>
    </message>
    <message>
        <source>Instances are of one series. Name it with --series UID.</source>
        <translation>实例须属于同一序列。请用 --series UID 指定序列。</translation>
    </message>
    <message>
        <source>It would unpack to far more than an archive of scans holds, so it was left. Unpack it elsewhere and open that folder.</source>
        <translation>解压后的大小远超影像压缩包的正常范围，因此未解压。请在别处解压后打开该文件夹。</translation>
    </message>
    <message>
        <source>Its file could not be read to the end.</source>
        <translation>其文件无法读到末尾。</translation>
    </message>
    <message>
        <source>No connection to {address} ({reason}). Check host and port, and that the archive runs.</source>
        <translation>无法连接 {address}（{reason}）。请检查主机和端口，并确认归档系统正在运行。</translation>
    </message>
    <message>
        <source>No safe connection to {name} ({address}): {reason}. Nothing was sent. Correct the address, or enter the hospital&apos;s authority or your certificate in the archive&apos;s settings.</source>
        <translation>无法与 {name}（{address}）建立安全连接：{reason}。未发送任何内容。请更正地址，或在该归档的设置中填写医院的证书颁发机构或您的证书。</translation>
    </message>
    <message>
        <source>Nothing can be received on {host}:{port} ({reason}). Choose another port; those below 1024 are for the administrator.</source>
        <translation>无法在 {host}:{port} 上接收（{reason}）。请选择其他端口；1024 以下的端口仅供管理员使用。</translation>
    </message>
    <message>
        <source>Nothing can be received on {host}:{port}: another program listens there already. If it is another window of MedViewer, that one receives; otherwise choose another port.</source>
        <translation>{host}:{port} 上无法接收：已有其他程序在此监听。若是 MedViewer 的另一窗口，则由该窗口接收；否则请改用其他端口。</translation>
    </message>
    <message>
        <source>Nothing was sent: none of the {count} files named is a DICOM object. {why}</source>
        <translation>未发送任何内容：所给的 {count} 个文件都不是 DICOM 对象。{why}</translation>
    </message>
    <message>
        <source>Receiving images</source>
        <translation>正在接收图像</translation>
    </message>
    <message>
        <source>Receiving images, {megabytes} MB</source>
        <translation>正在接收图像，{megabytes} MB</translation>
    </message>
    <message>
        <source>Sending</source>
        <translation>正在发送</translation>
    </message>
    <message>
        <source>Sending to {name}</source>
        <translation>正在发送到 {name}</translation>
    </message>
    <message>
        <source>Series and images are listed of one study. Name it with --study UID.</source>
        <translation>序列和图像须按检查列出。请用 --study UID 指定检查。</translation>
    </message>
    <message>
        <source>TLS failed ({reason})</source>
        <translation>TLS 失败（{reason}）</translation>
    </message>
    <message>
        <source>The DICOMweb address of {name} holds a user or a password. Take it out of the address and enter it as the login.</source>
        <translation>{name} 的 DICOMweb 地址中含有用户名或密码。请从地址中删除，并在登录信息中填写。</translation>
    </message>
    <message>
        <source>The DICOMweb address of {name} is not usable. It begins with http:// or https://, for example https://pacs.example.org/dicom-web.</source>
        <translation>{name} 的 DICOMweb 地址不可用。地址应以 http:// 或 https:// 开头，例如 https://pacs.example.org/dicom-web。</translation>
    </message>
    <message>
        <source>The answer of {name} ({address}) cannot be used: {reason}. Check that the address is that of a DICOMweb service; its administrator finds the request in the server&apos;s log.</source>
        <translation>{name}（{address}）的应答无法使用：{reason}。请确认该地址是 DICOMweb 服务的地址；其管理员可在服务器日志中查到此请求。</translation>
    </message>
    <message>
        <source>The archive could not send this object: {reason}.</source>
        <translation>归档系统未能发送此对象：{reason}。</translation>
    </message>
    <message>
        <source>The archive could not send {count} objects: {reason}. It does not say which.</source>
        <translation>归档系统未能发送 {count} 个对象：{reason}。未说明是哪些对象。</translation>
    </message>
    <message>
        <source>The archive did not confirm that it has it.</source>
        <translation>归档未确认已收到。</translation>
    </message>
    <message>
        <source>The archive did not send it.</source>
        <translation>归档没有发送它。</translation>
    </message>
    <message>
        <source>The archive did not store it: {reason}.</source>
        <translation>归档系统未保存该对象：{reason}。</translation>
    </message>
    <message>
        <source>The archive did not take it and did not say why.</source>
        <translation>归档未接收，也未说明原因。</translation>
    </message>
    <message>
        <source>The archive did not take it: {reason} (code {number}).</source>
        <translation>归档未接收：{reason}（代码 {number}）。</translation>
    </message>
    <message>
        <source>The archive does not take its encoding, and it could not be decoded to be sent in another.</source>
        <translation>归档系统不接受其编码方式，且无法解码后改用其他编码发送。</translation>
    </message>
    <message>
        <source>The archive has nothing of what was asked for. It may have been moved or deleted; search again.</source>
        <translation>归档系统中没有所请求的内容，可能已被移动或删除，请重新查询。</translation>
    </message>
    <message>
        <source>The archive holds two entries of this name; the first one is used.</source>
        <translation>压缩包中有两个同名条目；使用第一个。</translation>
    </message>
    <message>
        <source>The archive is damaged or in a form that cannot be unpacked. Copy it again.</source>
        <translation>压缩包已损坏或格式无法解压。请重新复制。</translation>
    </message>
    <message>
        <source>The archive lists this object but did not send it, and gave no reason. Ask for it again, or ask its administrator.</source>
        <translation>归档系统列出了此对象，但未发送，也未说明原因。请重新获取，或询问其管理员。</translation>
    </message>
    <message>
        <source>The archive sent an object of another study than the one asked for. It was not kept.</source>
        <translation>归档系统发来的对象属于另一项检查，而非所请求的检查，未予保留。</translation>
    </message>
    <message>
        <source>The archive sent an object that does not say what it is (its UIDs cannot be read). It was not kept.</source>
        <translation>归档系统发来的对象未标明自身（无法读取其 UID），未予保留。</translation>
    </message>
    <message>
        <source>The certificate of {address} is not trusted ({reason}). Check the host&apos;s name and the authority in this archive&apos;s settings; nothing was sent.</source>
        <translation>{address} 的证书不受信任（{reason}）。请检查该归档系统设置中的主机名和证书颁发机构；未发送任何内容。</translation>
    </message>
    <message>
        <source>The certificate, key or authority for a secure connection cannot be used ({reason}). Check the files in the settings (PEM), and the passphrase.</source>
        <translation>安全连接所需的证书、密钥或颁发机构文件无法使用（{reason}）。请检查设置中的文件（PEM）和密码短语。</translation>
    </message>
    <message>
        <source>The certificates of {name} cannot be used ({reason}). Authority, certificate and key are PEM files; a locked key needs its passphrase in the settings of the archive.</source>
        <translation>{name} 的证书无法使用（{reason}）。颁发机构、证书和密钥均为 PEM 文件；加密的密钥需要在归档设置中填写口令。</translation>
    </message>
    <message>
        <source>The connection to {name} ({address}) broke before its answer was complete. What had arrived is kept; ask again, and only the rest is brought.</source>
        <translation>与 {name}（{address}）的连接在应答完成前中断。已到达的内容予以保留；再次请求时只取其余部分。</translation>
    </message>
    <message>
        <source>There is no archive named {name}. Enter it in the viewer, or write AET@HOST:PORT or https://….</source>
        <translation>没有名为 {name} 的归档系统。请在阅片器中添加，或写作 AET@主机:端口 或 https://…。</translation>
    </message>
    <message>
        <source>There is no file to send. Check the folders named.</source>
        <translation>没有可发送的文件。请检查所指定的文件夹。</translation>
    </message>
    <message>
        <source>This archive lies in archives within archives. Unpack it and open it by itself.</source>
        <translation>此压缩包嵌套在多层压缩包中。请将其解压后单独打开。</translation>
    </message>
    <message>
        <source>This archive sends images to our own receiver (C-MOVE), which is off. Turn it on, or choose C-GET for this archive.</source>
        <translation>该归档系统将图像发送到本机的接收服务（C-MOVE），而该服务未启用。请启用它，或为该归档系统选择 C-GET。</translation>
    </message>
    <message>
        <source>This computer knows no host named {host}. Check the name, and the network.</source>
        <translation>本机无法解析名为 {host} 的主机。请检查名称和网络。</translation>
    </message>
    <message>
        <source>This entry is encrypted. Unpack it with its password first.</source>
        <translation>此条目已加密。请先用密码解压。</translation>
    </message>
    <message>
        <source>This file is no DICOM object that could be sent: it does not say what it is (its UIDs).</source>
        <translation>此文件不是可发送的 DICOM 对象：未标明自身（缺少 UID）。</translation>
    </message>
    <message>
        <source>Unpacking needs {needed} MB and the disk has too little space. Make room, or unpack it elsewhere and open that folder.</source>
        <translation>解压需要 {needed} MB，磁盘空间不足。请清理空间，或在别处解压后打开该文件夹。</translation>
    </message>
    <message>
        <source>What arrives could not be written to {folder} ({reason}). Make room there or choose another folder; what had arrived is kept, and a retrieve goes on where it stopped.</source>
        <translation>接收到的影像无法写入 {folder}（{reason}）。请腾出空间或选择其他文件夹；已到达的影像会保留，再次获取时从中断处继续。</translation>
    </message>
    <message>
        <source>a part of it is no DICOM image</source>
        <translation>其中一部分不是 DICOM 图像</translation>
    </message>
    <message>
        <source>an image in it belongs elsewhere than the archive says</source>
        <translation>其中一幅图像的归属与归档所述不符</translation>
    </message>
    <message>
        <source>an image in it is cut off</source>
        <translation>其中一幅图像被截断</translation>
    </message>
    <message>
        <source>an image in it is larger than {megabytes} MB</source>
        <translation>其中一幅图像大于 {megabytes} MB</translation>
    </message>
    <message>
        <source>an invalid attribute value</source>
        <translation>属性值无效</translation>
    </message>
    <message>
        <source>and {count} more</source>
        <translation>以及另外 {count} 项</translation>
    </message>
    <message>
        <source>it already has an object of this identity</source>
        <translation>已存有相同标识的对象</translation>
    </message>
    <message>
        <source>it closed the connection</source>
        <translation>对方关闭了连接</translation>
    </message>
    <message>
        <source>it closed the connection; it may want a client certificate</source>
        <translation>对方关闭了连接；可能需要客户端证书</translation>
    </message>
    <message>
        <source>it could not make sense of it</source>
        <translation>无法理解其内容</translation>
    </message>
    <message>
        <source>it does not know where to send to: our AE title is not among its destinations</source>
        <translation>不知道发往何处：本机的 AE 标题不在其目的地之列</translation>
    </message>
    <message>
        <source>it does not know who issued your client certificate</source>
        <translation>对方不认识您客户端证书的颁发者</translation>
    </message>
    <message>
        <source>it does not offer this service</source>
        <translation>它不提供此服务</translation>
    </message>
    <message>
        <source>it does not speak TLS there; is its address http?</source>
        <translation>该端口不使用 TLS；其地址是否应为 http？</translation>
    </message>
    <message>
        <source>it does not speak this form of DICOMweb</source>
        <translation>它不支持这种形式的 DICOMweb</translation>
    </message>
    <message>
        <source>it does not take this compression</source>
        <translation>它不接受这种压缩方式</translation>
    </message>
    <message>
        <source>it does not take this kind of object</source>
        <translation>不接受此类对象</translation>
    </message>
    <message>
        <source>it does not understand or does not allow it</source>
        <translation>它不理解或不允许该请求</translation>
    </message>
    <message>
        <source>it does not understand the image</source>
        <translation>它无法理解该图像</translation>
    </message>
    <message>
        <source>it failed itself, its log says why</source>
        <translation>服务器自身出错，原因见其日志</translation>
    </message>
    <message>
        <source>it failed while processing the image</source>
        <translation>它在处理图像时出错</translation>
    </message>
    <message>
        <source>it failed while working on it</source>
        <translation>处理时失败</translation>
    </message>
    <message>
        <source>it gives a reason of its own</source>
        <translation>它给出了自定义的原因</translation>
    </message>
    <message>
        <source>it has no resources to count the matches</source>
        <translation>资源不足，无法统计匹配结果</translation>
    </message>
    <message>
        <source>it has no resources to send the objects</source>
        <translation>资源不足，无法发送对象</translation>
    </message>
    <message>
        <source>it has no room left</source>
        <translation>它已没有存储空间</translation>
    </message>
    <message>
        <source>it has the image already</source>
        <translation>它已有该图像</translation>
    </message>
    <message>
        <source>it holds an image that was not asked for</source>
        <translation>其中含有未请求的图像</translation>
    </message>
    <message>
        <source>it holds more images than were asked for</source>
        <translation>其中的图像多于所请求的数量</translation>
    </message>
    <message>
        <source>it holds no images but {kind}</source>
        <translation>其中没有图像，而是 {kind}</translation>
    </message>
    <message>
        <source>it is compressed in an unknown way ({name})</source>
        <translation>其压缩方式未知（{name}）</translation>
    </message>
    <message>
        <source>it is longer than {megabytes} MB</source>
        <translation>其长度超过 {megabytes} MB</translation>
    </message>
    <message>
        <source>it is no DICOM JSON but {kind}</source>
        <translation>它不是 DICOM JSON，而是 {kind}</translation>
    </message>
    <message>
        <source>it is not allowed to take it from us</source>
        <translation>不允许它从我们这里接收</translation>
    </message>
    <message>
        <source>it is out of resources, its disk may be full</source>
        <translation>资源不足，其磁盘可能已满</translation>
    </message>
    <message>
        <source>it is too busy now, try again later</source>
        <translation>它现在太忙，请稍后再试</translation>
    </message>
    <message>
        <source>it knows no such object</source>
        <translation>没有此对象</translation>
    </message>
    <message>
        <source>it names an image by something that is no UID</source>
        <translation>它用非 UID 的内容标识图像</translation>
    </message>
    <message>
        <source>it redirects again and again</source>
        <translation>它反复重定向</translation>
    </message>
    <message>
        <source>it takes no objects of this kind</source>
        <translation>它不接收此类对象</translation>
    </message>
    <message>
        <source>it takes no request as large as this</source>
        <translation>它不接受这么大的请求</translation>
    </message>
    <message>
        <source>it wants another client certificate, or wants one at all</source>
        <translation>它要求提供客户端证书，或要求另一个客户端证书</translation>
    </message>
    <message>
        <source>it was cancelled</source>
        <translation>已取消</translation>
    </message>
    <message>
        <source>its certificate comes from an authority this computer does not know</source>
        <translation>其证书来自本机不认识的颁发机构</translation>
    </message>
    <message>
        <source>its certificate has expired</source>
        <translation>其证书已过期</translation>
    </message>
    <message>
        <source>its certificate is for another address</source>
        <translation>其证书属于另一个地址</translation>
    </message>
    <message>
        <source>its certificate is for another host name</source>
        <translation>其证书属于另一个主机名</translation>
    </message>
    <message>
        <source>its certificate is not signed by the authority it names</source>
        <translation>其证书并非由它所称的机构签发</translation>
    </message>
    <message>
        <source>its certificate is not to be trusted</source>
        <translation>其证书不可信</translation>
    </message>
    <message>
        <source>its certificate is not valid yet; check this computer&apos;s clock</source>
        <translation>其证书尚未生效；请检查本机时钟</translation>
    </message>
    <message>
        <source>its certificate is signed by itself</source>
        <translation>其证书为自签名</translation>
    </message>
    <message>
        <source>its compression is damaged</source>
        <translation>其压缩数据已损坏</translation>
    </message>
    <message>
        <source>its parts are not where it says they begin</source>
        <translation>其各部分不在所声明的位置</translation>
    </message>
    <message>
        <source>its resources are limited</source>
        <translation>其资源有限</translation>
    </message>
    <message>
        <source>no computer of this name is known</source>
        <translation>没有以此命名的计算机</translation>
    </message>
    <message>
        <source>no login</source>
        <translation>无登录信息</translation>
    </message>
    <message>
        <source>no such attribute</source>
        <translation>没有此属性</translation>
    </message>
    <message>
        <source>nothing answers at this port</source>
        <translation>该端口无应答</translation>
    </message>
    <message>
        <source>query (C-FIND)</source>
        <translation>查询（C-FIND）</translation>
    </message>
    <message>
        <source>retrieving on the same association (C-GET)</source>
        <translation>在同一关联上获取（C-GET）</translation>
    </message>
    <message>
        <source>sending to this computer (C-MOVE)</source>
        <translation>发送到本机（C-MOVE）</translation>
    </message>
    <message>
        <source>some of the objects could not be sent</source>
        <translation>部分对象未能发送</translation>
    </message>
    <message>
        <source>test (C-ECHO)</source>
        <translation>测试（C-ECHO）</translation>
    </message>
    <message>
        <source>the client certificate</source>
        <translation>客户端证书</translation>
    </message>
    <message>
        <source>the image does not fit the kind of object it says it is</source>
        <translation>图像与其声明的对象类型不符</translation>
    </message>
    <message>
        <source>the image&apos;s UID is not valid</source>
        <translation>图像的 UID 无效</translation>
    </message>
    <message>
        <source>the modality worklist</source>
        <translation>设备工作列表</translation>
    </message>
    <message>
        <source>the object is invalid</source>
        <translation>对象无效</translation>
    </message>
    <message>
        <source>the password of user {user}</source>
        <translation>用户 {user} 的密码</translation>
    </message>
    <message>
        <source>the proxy does not let us through</source>
        <translation>代理服务器不允许通过</translation>
    </message>
    <message>
        <source>the token</source>
        <translation>令牌</translation>
    </message>
    <message>
        <source>there is nothing at this address</source>
        <translation>该地址没有内容</translation>
    </message>
    <message>
        <source>this computer is not authorised to</source>
        <translation>本机未获授权</translation>
    </message>
    <message>
        <source>what was sent does not match what was announced</source>
        <translation>发送的内容与声明不符</translation>
    </message>
    <message>
        <source>{address} accepted the association but none of the services asked for. It may be no archive, or not allow {calling} this.</source>
        <translation>{address} 接受了关联，但未接受所请求的任何服务。它可能不是归档系统，或不允许 {calling} 这样做。</translation>
    </message>
    <message>
        <source>{address} and this computer did not agree on a secure connection ({reason}). Check that it speaks TLS on this port and knows our certificate.</source>
        <translation>{address} 与本机未能就安全连接达成一致（{reason}）。请确认其在该端口使用 TLS 并认可本机证书。</translation>
    </message>
    <message>
        <source>{address} answered that it does not work: {reason}.</source>
        <translation>{address} 回复称无法工作：{reason}。</translation>
    </message>
    <message>
        <source>{address} answers only where the patient is named (Patient Root). Search by Patient ID or name, and fetch a study from what is found; on a command line, name --patient-id.</source>
        <translation>{address} 只在指明患者时才应答（Patient Root）。请按患者 ID 或姓名查询，并从查询结果中获取检查；在命令行中请使用 --patient-id。</translation>
    </message>
    <message>
        <source>{address} broke off the association. What had been transferred is kept; try again for the rest.</source>
        <translation>{address} 中断了关联。已传输的内容已保留；请重试以获取其余部分。</translation>
    </message>
    <message>
        <source>{address} did not answer the query: {reason}. Ask for less, or try again later.</source>
        <translation>{address} 未回复查询：{reason}。请缩小查询范围，或稍后再试。</translation>
    </message>
    <message>
        <source>{address} did not answer within {seconds} s. Check host, port and network.</source>
        <translation>{address} 在 {seconds} 秒内未响应。请检查主机、端口和网络。</translation>
    </message>
    <message>
        <source>{address} does not offer this: {service}. Ask its administrator, or choose another way.</source>
        <translation>{address} 不提供此服务：{service}。请询问其管理员，或选择其他方式。</translation>
    </message>
    <message>
        <source>{address} does not take objects in this compression ({syntax}), and it cannot be undone without loss. It was not sent.</source>
        <translation>{address} 不接受此压缩方式（{syntax}）的对象，且无法无损解压，因此未发送。</translation>
    </message>
    <message>
        <source>{address} does not take objects of this kind. Send them to another archive.</source>
        <translation>{address} 不接受此类对象。请发送到其他归档系统。</translation>
    </message>
    <message>
        <source>{address} has no modality worklist, or shows {calling} none. A worklist often stands elsewhere than the images, in the RIS: ask for its address and enter it as an archive.</source>
        <translation>{address} 没有设备工作列表，或不向 {calling} 提供。工作列表往往不在影像归档系统中，而在 RIS 中：请询问其地址，并将其作为归档系统输入。</translation>
    </message>
    <message>
        <source>{address} has sent nothing for {seconds} s. What had been transferred is kept; try again for the rest.</source>
        <translation>{address} 已有 {seconds} 秒没有发送任何内容。已传输的内容已保留；请重试以获取其余部分。</translation>
    </message>
    <message>
        <source>{address} refused the association (source {source}, reason {reason}) and said no more. Ask its administrator whether {calling} may connect.</source>
        <translation>{address} 拒绝了关联（来源 {source}，原因 {reason}），未作更多说明。请询问其管理员是否允许 {calling} 连接。</translation>
    </message>
    <message>
        <source>{address} refused the association: it does not know {calling}. Have its administrator enter this AE title, or enter the one it knows this computer by.</source>
        <translation>{address} 拒绝了关联：它不认识 {calling}。请让其管理员登记此 AE 标题，或填写它所认识的本机 AE 标题。</translation>
    </message>
    <message>
        <source>{address} sent nothing: {reason}.</source>
        <translation>{address} 未发送任何内容：{reason}。</translation>
    </message>
    <message>
        <source>{address} sent something that is no answer to what was asked. Nothing of it was used.</source>
        <translation>{address} 发来的内容并非对请求的回复，未予使用。</translation>
    </message>
    <message>
        <source>{address} takes no more associations for now. Try again in a while.</source>
        <translation>{address} 目前不再接受更多关联。请稍后再试。</translation>
    </message>
    <message>
        <source>{address} was reached but gave no association within {seconds} s, or broke it off. It may be no DICOM archive, or want TLS.</source>
        <translation>已连通 {address}，但其在 {seconds} 秒内未建立关联，或将其中断。它可能不是 DICOM 归档系统，或要求使用 TLS。</translation>
    </message>
    <message>
        <source>{calling} wanted to send images and was refused: it is not among those who may. Add it to the AE titles allowed if it should.</source>
        <translation>{calling} 试图发送图像，已被拒绝：它不在允许之列。如应允许，请将其加入允许的 AE 标题。</translation>
    </message>
    <message>
        <source>{count} objects were sent in another encoding than they are stored in, because the archive does not take theirs. Their pixels are the same.</source>
        <translation>{count} 个对象以不同于存储时的编码发送，因为归档系统不接受原编码。像素值未变。</translation>
    </message>
    <message>
        <source>{date} is no date or range. Write 20260131, 20260101-20260131, 20260101- or -20260131.</source>
        <translation>{date} 不是日期或日期范围。请写作 20260131、20260101-20260131、20260101- 或 -20260131。</translation>
    </message>
    <message>
        <source>{file} could not be read ({reason}).</source>
        <translation>无法读取 {file}（{reason}）。</translation>
    </message>
    <message>
        <source>{file} is no DICOM file and was not sent.</source>
        <translation>{file} 不是 DICOM 文件，未发送。</translation>
    </message>
    <message>
        <source>{file}: {reason}</source>
        <translation>{file}：{reason}</translation>
    </message>
    <message>
        <source>{folder} cannot be written to ({reason}). Name another folder.</source>
        <translation>无法写入 {folder}（{reason}）。请指定其他文件夹。</translation>
    </message>
    <message>
        <source>{host}:{port} refused the association: it does not know itself as {called}. Enter the AE title it is called by.</source>
        <translation>{host}:{port} 拒绝了关联：它不以 {called} 为名。请填写其正确的 AE 标题。</translation>
    </message>
    <message>
        <source>{name} ({address}) cannot be reached: {reason}. Check the address, the network and whether the archive is running.</source>
        <translation>无法连接到 {name}（{address}）：{reason}。请检查地址、网络以及归档是否在运行。</translation>
    </message>
    <message>
        <source>{name} ({address}) did not answer within {seconds} s. Ask whether it is running, or give it more time in its settings.</source>
        <translation>{name}（{address}）在 {seconds} 秒内没有应答。请确认其是否在运行，或在其设置中给予更长时间。</translation>
    </message>
    <message>
        <source>{name} ({address}) does not let us in with {login} (HTTP {status}). Check the login in the archive&apos;s settings, or ask its administrator for the right to use DICOMweb.</source>
        <translation>{name}（{address}）不接受以{login}登录（HTTP {status}）。请检查归档设置中的登录信息，或向其管理员申请使用 DICOMweb 的权限。</translation>
    </message>
    <message>
        <source>{name} ({address}) has no images of this study. Search it again.</source>
        <translation>{name}（{address}）没有此检查的图像。请重新查询。</translation>
    </message>
    <message>
        <source>{name} ({address}) refused the request: {reason} (HTTP {status}).</source>
        <translation>{name}（{address}）拒绝了请求：{reason}（HTTP {status}）。</translation>
    </message>
    <message>
        <source>{name} ({address}) sends us on to another address ({host}). A login is not taken there; if it is right, enter it as the archive&apos;s address.</source>
        <translation>{name}（{address}）将我们转往另一个地址（{host}）。登录信息不会带到那里；如果该地址正确，请将其填写为归档的地址。</translation>
    </message>
    <message>
        <source>{name} is asked by DICOMweb, which knows no modality worklist. Enter the archive&apos;s DIMSE address as well, and ask that for the worklist.</source>
        <translation>{name} 通过 DICOMweb 访问，而 DICOMweb 没有设备工作列表。请同时填写该归档的 DIMSE 地址，并用它查询工作列表。</translation>
    </message>
    <message>
        <source>{name} is asked by http, where anybody on the network reads the password or token. Enter its https address, or confirm in its settings that the login may go unencrypted.</source>
        <translation>{name} 通过 http 访问，网络上任何人都能读到密码或令牌。请填写其 https 地址，或在其设置中确认登录信息可以不加密传输。</translation>
    </message>
    <message>
        <source>{reason} (status {code})</source>
        <translation>{reason}（状态 {code}）</translation>
    </message>
    <message>
        <source>{reason} (status {code}: “{comment}”)</source>
        <translation>{reason}（状态 {code}：“{comment}”）</translation>
    </message>
    <message>
        <source>{reason} It lists the images of this study in no other way either (QIDO-RS, metadata of WADO-RS). Search the study again, or enter the archive&apos;s DIMSE address.</source>
        <translation>{reason}它也没有以其他方式（QIDO-RS、WADO-RS 元数据）列出此检查的影像。请重新查询该检查，或输入该归档系统的 DIMSE 地址。</translation>
    </message>
</context>
<context>
    <name>Archives</name>
    <message>
        <source>&amp;Keep this study on this computer</source>
        <translation>在本机保留此检查(&amp;K)</translation>
    </message>
    <message>
        <source>1 study</source>
        <translation>1 项检查</translation>
    </message>
    <message>
        <source>A study that came from the network is kept, however little room there is. Nothing is copied.</source>
        <translation>保留来自网络的检查，无论空间多么紧张。不作任何复制。</translation>
    </message>
    <message>
        <source>Accession</source>
        <translation>检查号</translation>
    </message>
    <message>
        <source>Accession number</source>
        <translation>检查号</translation>
    </message>
    <message>
        <source>Any date</source>
        <translation>任意日期</translation>
    </message>
    <message>
        <source>Archive</source>
        <translation>归档服务器</translation>
    </message>
    <message>
        <source>Archives</source>
        <translation>归档服务器</translation>
    </message>
    <message>
        <source>Archives and &amp;network…</source>
        <translation>归档服务器与网络(&amp;N)…</translation>
    </message>
    <message>
        <source>Archives and network…</source>
        <translation>归档服务器与网络…</translation>
    </message>
    <message>
        <source>Ask again</source>
        <translation>重新查询</translation>
    </message>
    <message>
        <source>Asking for its series…</source>
        <translation>正在查询其序列…</translation>
    </message>
    <message>
        <source>Asking {archive}…</source>
        <translation>正在查询{archive}…</translation>
    </message>
    <message>
        <source>Born</source>
        <translation>出生日期</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>清除</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>描述</translation>
    </message>
    <message>
        <source>Enter an archive first: {settings}.</source>
        <translation>请先录入归档服务器：{settings}。</translation>
    </message>
    <message>
        <source>Enter archives and test them; who may send here, how much is kept, which priors are fetched.</source>
        <translation>录入并测试归档服务器；设定谁可以发送到此处、保留多少、调取哪些既往检查。</translation>
    </message>
    <message>
        <source>Fetch and open</source>
        <translation>调取并打开</translation>
    </message>
    <message>
        <source>Fetch from an archive</source>
        <translation>从归档服务器调取</translation>
    </message>
    <message>
        <source>Fetch, to be read later</source>
        <translation>调取，稍后阅片</translation>
    </message>
    <message>
        <source>Fill in what you look for and press Enter; * stands for any letters.</source>
        <translation>填写要查找的内容并按回车；* 代表任意字符。</translation>
    </message>
    <message>
        <source>Find studies in the hospital’s archive (PACS), the worklist, and what is being transferred.</source>
        <translation>在医院归档服务器（PACS）中查找检查，查看工作列表和正在进行的传输。</translation>
    </message>
    <message>
        <source>First day</source>
        <translation>起始日期</translation>
    </message>
    <message>
        <source>Forget what was not fetched to its end</source>
        <translation>放弃未完成的调取</translation>
    </message>
    <message>
        <source>From … to …</source>
        <translation>从…到…</translation>
    </message>
    <message>
        <source>Go on with what was not fetched to its end</source>
        <translation>继续未完成的调取</translation>
    </message>
    <message>
        <source>ID</source>
        <translation>ID</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>图像</translation>
    </message>
    <message>
        <source>Last 3 days</source>
        <translation>最近 3 天</translation>
    </message>
    <message>
        <source>Last day</source>
        <translation>结束日期</translation>
    </message>
    <message>
        <source>Last month</source>
        <translation>最近一个月</translation>
    </message>
    <message>
        <source>Last week</source>
        <translation>最近一周</translation>
    </message>
    <message>
        <source>Modality</source>
        <translation>模态</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>No archive is entered yet.</source>
        <translation>尚未录入归档服务器。</translation>
    </message>
    <message>
        <source>Only {modality}</source>
        <translation>仅{modality}</translation>
    </message>
    <message>
        <source>Open a link</source>
        <translation>打开链接</translation>
    </message>
    <message>
        <source>Other studies of this patient</source>
        <translation>该患者的其他检查</translation>
    </message>
    <message>
        <source>Patient</source>
        <translation>患者</translation>
    </message>
    <message>
        <source>Patient ID</source>
        <translation>患者 ID</translation>
    </message>
    <message>
        <source>Patient’s name</source>
        <translation>患者姓名</translation>
    </message>
    <message>
        <source>Physician</source>
        <translation>医师</translation>
    </message>
    <message>
        <source>Press Enter to ask for what is scheduled. Not every archive has a worklist.</source>
        <translation>按回车查询已预约的检查。并非每个归档服务器都有工作列表。</translation>
    </message>
    <message>
        <source>Procedure</source>
        <translation>检查项目</translation>
    </message>
    <message>
        <source>Se&amp;nd to an archive…</source>
        <translation>发送到归档服务器(&amp;N)…</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>查找</translation>
    </message>
    <message>
        <source>Search an &amp;archive</source>
        <translation>查询归档服务器(&amp;A)</translation>
    </message>
    <message>
        <source>Send this study’s images, or what was made of them, to an archive.</source>
        <translation>将此检查的图像或由其生成的对象发送到归档服务器。</translation>
    </message>
    <message>
        <source>Send to an archive</source>
        <translation>发送到归档服务器</translation>
    </message>
    <message>
        <source>Show its series</source>
        <translation>显示其序列</translation>
    </message>
    <message>
        <source>Show transfers</source>
        <translation>显示传输</translation>
    </message>
    <message>
        <source>Station</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Studies</source>
        <translation>检查</translation>
    </message>
    <message>
        <source>Studies the archive has</source>
        <translation>归档服务器中的检查</translation>
    </message>
    <message>
        <source>The first {count} studies; the archive has more. Narrow the question to see the others.</source>
        <translation>仅显示前 {count} 项检查；服务器中还有更多。请缩小查询范围以查看其余检查。</translation>
    </message>
    <message>
        <source>This study was opened from files of your own; nothing ever removes these.</source>
        <translation>此检查是从您自己的文件打开的；这些文件绝不会被删除。</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>What is scheduled</source>
        <translation>已预约的检查</translation>
    </message>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>Worklist</source>
        <translation>工作列表</translation>
    </message>
    <message>
        <source>arriving</source>
        <translation>正在传来</translation>
    </message>
    <message>
        <source>here</source>
        <translation>在本机</translation>
    </message>
    <message>
        <source>in the archive</source>
        <translation>在归档服务器</translation>
    </message>
    <message>
        <source>partly here</source>
        <translation>部分在本机</translation>
    </message>
    <message>
        <source>{archive} has no study that fits. Choose a wider date, or fewer letters of the name.</source>
        <translation>{archive}中没有符合条件的检查。请放宽日期，或减少姓名的字符。</translation>
    </message>
    <message>
        <source>{archive} has nothing scheduled that fits.</source>
        <translation>{archive}中没有符合条件的预约。</translation>
    </message>
    <message>
        <source>{count} scheduled</source>
        <translation>{count} 项预约</translation>
    </message>
    <message>
        <source>{count} so far…</source>
        <translation>目前 {count} 项…</translation>
    </message>
    <message>
        <source>{count} studies</source>
        <translation>{count} 项检查</translation>
    </message>
</context>
<context>
    <name>Arrivals</name>
    <message>
        <source>A study left this computer for the quota ({megabytes} MB) and can be fetched again: {titles}.</source>
        <translation>为不超出配额，1 项检查（{megabytes} MB）已从本机移除，可重新调取：{titles}。</translation>
    </message>
    <message>
        <source>{count} studies left this computer for the quota ({megabytes} MB) and can be fetched again: {titles}.</source>
        <translation>为不超出配额，{count} 项检查（{megabytes} MB）已从本机移除，可重新调取：{titles}。</translation>
    </message>
</context>
<context>
    <name>Attributes</name>
    <message>
        <source>1 item</source>
        <translation>1 项</translation>
    </message>
    <message>
        <source>Fragment {number}</source>
        <translation>片段 {number}</translation>
    </message>
    <message>
        <source>Item {number}</source>
        <translation>第 {number} 项</translation>
    </message>
    <message>
        <source>More than {count} rows are of no use to a reader.</source>
        <translation>超过 {count} 行对阅读者没有用处。</translation>
    </message>
    <message>
        <source>No attribute can be made out in these bytes.</source>
        <translation>无法从这些字节中识别出任何属性。</translation>
    </message>
    <message>
        <source>Something else stands here where an item of the sequence must.</source>
        <translation>此处应为序列项，却是其他内容。</translation>
    </message>
    <message>
        <source>The end of this sequence is missing; what was there is listed.</source>
        <translation>该序列缺少结尾；已列出现有内容。</translation>
    </message>
    <message>
        <source>The file states {stated} bytes here, but only {left} are left. It was cut short, or damaged.</source>
        <translation>文件声明此处有 {stated} 字节，但仅剩 {left} 字节。文件被截断或已损坏。</translation>
    </message>
    <message>
        <source>The rest is not listed</source>
        <translation>其余未列出</translation>
    </message>
    <message>
        <source>The sequences are nested deeper than a file has reason to be.</source>
        <translation>序列嵌套过深，超出文件的合理范围。</translation>
    </message>
    <message>
        <source>There are more than {count} attributes in this part, too many to copy. Copy a smaller part.</source>
        <translation>此部分的属性超过 {count} 个，无法复制。请复制较小的部分。</translation>
    </message>
    <message>
        <source>Unreadable bytes</source>
        <translation>无法解读的字节</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>空</translation>
    </message>
    <message>
        <source>{count} items</source>
        <translation>{count} 项</translation>
    </message>
    <message>
        <source>{length} bytes</source>
        <translation>{length} 字节</translation>
    </message>
    <message>
        <source>{length} bytes are no whole number of {vr} values, which have {size} bytes each.</source>
        <translation>{length} 字节不是 {vr} 值（每个 {size} 字节）的整数倍。</translation>
    </message>
    <message>
        <source>{length} bytes: {digits}</source>
        <translation>{length} 字节：{digits}</translation>
    </message>
    <message>
        <source>{length} bytes: {digits} …</source>
        <translation>{length} 字节：{digits} …</translation>
    </message>
    <message>
        <source>“{value}” is no number.</source>
        <translation>“{value}”不是数字。</translation>
    </message>
</context>
<context>
    <name>Audit</name>
    <message>
        <source>&amp;Audit trail…</source>
        <translation>审计日志(&amp;A)…</translation>
    </message>
    <message>
        <source>About</source>
        <translation>对象</translation>
    </message>
    <message>
        <source>Analysis</source>
        <translation>分析</translation>
    </message>
    <message>
        <source>Any time</source>
        <translation>任何时间</translation>
    </message>
    <message>
        <source>Audit trail</source>
        <translation>审计日志</translation>
    </message>
    <message>
        <source>Audit trail as &amp;CSV…</source>
        <translation>审计日志存为 CSV(&amp;C)…</translation>
    </message>
    <message>
        <source>Audit trail as CSV</source>
        <translation>审计日志存为 CSV</translation>
    </message>
    <message>
        <source>De-identification</source>
        <translation>去标识化</translation>
    </message>
    <message>
        <source>Decision</source>
        <translation>判定</translation>
    </message>
    <message>
        <source>Digest</source>
        <translation>摘要</translation>
    </message>
    <message>
        <source>Entries were missing when entry {number} was written: the end of the trail had been cut off, or another file had been put in its place. Entry {number} says how many there should have been.</source>
        <translation>写入第 {number} 条记录时已有记录缺失：审计日志的末尾被截断，或文件被替换。第 {number} 条记录写明了原本应有多少条。</translation>
    </message>
    <message>
        <source>Entry {number} is missing: it was removed.</source>
        <translation>第 {number} 条记录缺失：已被删除。</translation>
    </message>
    <message>
        <source>Entry {number} is not as it was written: it was changed, moved, or put in place of another.</source>
        <translation>第 {number} 条记录与写入时不一致：被修改、移动，或顶替了另一条记录。</translation>
    </message>
    <message>
        <source>Erasing</source>
        <translation>清除痕迹</translation>
    </message>
    <message>
        <source>Every entry fits the one before, but entry {number} is another one than was noted down: the trail was written anew.</source>
        <translation>各条记录前后相符，但第 {number} 条与留存的不同：整个审计日志被重新写过。</translation>
    </message>
    <message>
        <source>Every kind</source>
        <translation>所有类别</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Export as CSV…</source>
        <translation>导出为 CSV…</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Last 30 days</source>
        <translation>最近 30 天</translation>
    </message>
    <message>
        <source>Last 7 days</source>
        <translation>最近 7 天</translation>
    </message>
    <message>
        <source>MedViewer</source>
        <translation>MedViewer</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>No audit trail is kept in this run.</source>
        <translation>本次运行不保留审计日志。</translation>
    </message>
    <message>
        <source>No, only the reader&apos;s own name</source>
        <translation>否，只记录阅片医师姓名</translation>
    </message>
    <message>
        <source>No.</source>
        <translation>序号</translation>
    </message>
    <message>
        <source>Only the study on screen</source>
        <translation>仅当前检查</translation>
    </message>
    <message>
        <source>Patient (keyed hash)</source>
        <translation>患者（带密钥的哈希）</translation>
    </message>
    <message>
        <source>Reader</source>
        <translation>阅片医师</translation>
    </message>
    <message>
        <source>Reading mode</source>
        <translation>阅片模式</translation>
    </message>
    <message>
        <source>Signature</source>
        <translation>签名</translation>
    </message>
    <message>
        <source>Study</source>
        <translation>检查</translation>
    </message>
    <message>
        <source>The audit trail cannot be used: its disk is full or may not be written, its file is damaged, or another MedViewer is busy with it. Reading works without it; what happens is written down later, as soon as it can be.</source>
        <translation>无法使用审计日志：磁盘已满或不可写、文件损坏，或另一个 MedViewer 正在占用。阅片不受影响；期间发生的操作会在可写入时尽快补记。</translation>
    </message>
    <message>
        <source>The audit trail was written by a newer MedViewer and is left as it is. Use the newer MedViewer to go on with it.</source>
        <translation>审计日志由更新版本的 MedViewer 写成，保持原样未动。请用较新的 MedViewer 继续记录。</translation>
    </message>
    <message>
        <source>The audit trail was written to {path}.</source>
        <translation>审计日志已写入 {path}。</translation>
    </message>
    <message>
        <source>The entry in full</source>
        <translation>该条记录的全部内容</translation>
    </message>
    <message>
        <source>The note of how the trail ended is damaged, so it cannot be said whether its end was cut off. Entries that are there fit one another.</source>
        <translation>记录日志末尾的留存文件已损坏，因此无法判断末尾是否被截断。现存的各条记录前后相符。</translation>
    </message>
    <message>
        <source>The signature stands, but it is not in the audit trail yet, because that cannot be written now. It is written down as soon as it can be, as long as MedViewer stays open.</source>
        <translation>签名有效，但审计日志目前无法写入，因此尚未记入。只要 MedViewer 保持打开，一旦可写便会补记。</translation>
    </message>
    <message>
        <source>The trail had {expected} entries and now has {count}: its end was cut off.</source>
        <translation>审计日志原有 {expected} 条记录，现仅有 {count} 条：末尾被截断。</translation>
    </message>
    <message>
        <source>The trail is broken. {problem}</source>
        <translation>审计日志已断裂。{problem}</translation>
    </message>
    <message>
        <source>The trail is whole: {count} entries.</source>
        <translation>审计日志完整：共 {count} 条记录。</translation>
    </message>
    <message>
        <source>The trail itself</source>
        <translation>日志本身</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Time (UTC)</source>
        <translation>时间（UTC）</translation>
    </message>
    <message>
        <source>To find out later whether it was written anew, keep this elsewhere: {anchor}</source>
        <translation>为日后判断日志是否被重写，请将此行另存他处：{anchor}</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>User of this computer</source>
        <translation>本机用户</translation>
    </message>
    <message>
        <source>Verify</source>
        <translation>校验</translation>
    </message>
    <message>
        <source>What</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>Who decided what and when, and what the models had answered.</source>
        <translation>谁在何时作了什么决定，以及模型给出了什么回答。</translation>
    </message>
    <message>
        <source>Write the audit trail as a table for other programs.</source>
        <translation>将审计日志写成表格，供其他程序使用。</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>{path} is there already. Name a new file.</source>
        <translation>{path} 已存在。请另取新的文件名。</translation>
    </message>
</context>
<context>
    <name>Backends</name>
    <message>
        <source>It is an ONNX graph already, which ONNX Runtime runs as it is.</source>
        <translation>它本身就是 ONNX 计算图，由 ONNX Runtime 直接运行。</translation>
    </message>
    <message>
        <source>{network} is not run by ONNX Runtime here.</source>
        <translation>此处不用 ONNX Runtime 运行 {network}。</translation>
    </message>
</context>
<context>
    <name>Batch</name>
    <message>
        <source>Another batch is writing into {folder}. Wait until it has ended, or choose another folder with --out.</source>
        <translation>另一批处理正在写入 {folder}。请等它结束，或用 --out 选择其他文件夹。</translation>
    </message>
    <message>
        <source>Its files name several patients under one StudyInstanceUID, so it is not known whose result it would be. Separate them.</source>
        <translation>其文件在同一个 StudyInstanceUID 下写有多名患者，无法确定结果属于谁。请将它们分开。</translation>
    </message>
    <message>
        <source>Line {line} names neither a path nor a study in an archive. Give a path, or a study_instance_uid and a node (or --node for all).</source>
        <translation>第 {line} 行既没有路径，也没有指明归档中的检查。请给出 path，或 study_instance_uid 与 node（或用 --node 统一指定）。</translation>
    </message>
    <message>
        <source>Line {line}: the study it names is not in {path}.</source>
        <translation>第 {line} 行：{path} 中没有它所指的检查。</translation>
    </message>
    <message>
        <source>Line {line}: the study_instance_uid is none (digits and dots, {longest} at most).</source>
        <translation>第 {line} 行：study_instance_uid 无效（应为数字和点，最多 {longest} 个字符）。</translation>
    </message>
    <message>
        <source>Line {line}: there is no file or folder {path}.</source>
        <translation>第 {line} 行：没有文件或文件夹 {path}。</translation>
    </message>
    <message>
        <source>Looking for studies</source>
        <translation>正在查找检查</translation>
    </message>
    <message>
        <source>Name the folder of one batch: medviewer batch dashboard DIR</source>
        <translation>请指定一个批处理的文件夹：medviewer batch dashboard DIR</translation>
    </message>
    <message>
        <source>No study with images was found. Name a folder, ZIP archive, CSV list or archive that has some.</source>
        <translation>未找到含图像的检查。请指定含有检查的文件夹、ZIP 压缩包、CSV 列表或归档。</translation>
    </message>
    <message>
        <source>No study with images was found. {file}: {reason}</source>
        <translation>未找到含图像的检查。{file}：{reason}</translation>
    </message>
    <message>
        <source>None of its files is there any more, or none has images. Start the batch again.</source>
        <translation>其文件已全部不在，或没有一个含有图像。请重新启动该批处理。</translation>
    </message>
    <message>
        <source>Places that could not be read: {count}. Which ones is not told where identifiers are hashed; run the batch without --hash-identifiers to see.</source>
        <translation>无法读取的位置：{count} 处。标识符以哈希代替时不显示具体位置；如需查看，请不带 --hash-identifiers 运行该批处理。</translation>
    </message>
    <message>
        <source>Stopped. Results that were there are kept; start the same batch again to go on. The table is written when a batch ends.</source>
        <translation>已停止。已有的结果予以保留；再次启动同一批处理即可继续。表格在批处理结束时写出。</translation>
    </message>
    <message>
        <source>The archive handed over {here} of {expected} images. {reason} What arrived is kept; start the batch again to bring the rest.</source>
        <translation>归档送来了 {expected} 幅图像中的 {here} 幅。{reason}已到达的予以保留；再次启动批处理以取回其余图像。</translation>
    </message>
    <message>
        <source>The batch has stopped. {reason}</source>
        <translation>批处理已停止。{reason}</translation>
    </message>
    <message>
        <source>The document “{kind}” could not be written: {reason}</source>
        <translation>无法写出文档“{kind}”：{reason}</translation>
    </message>
    <message>
        <source>The file could not be read in a way MedViewer did not foresee; the log file says more.</source>
        <translation>文件以 MedViewer 未预料的方式无法读取；详情见日志文件。</translation>
    </message>
    <message>
        <source>The list of studies {file} cannot be written or read: the disk is full or read-only, or the file is damaged. Make room and start the batch again; a damaged list may be removed, the results stay.</source>
        <translation>检查列表 {file} 无法写入或读取：磁盘已满或只读，或文件已损坏。请腾出空间后再次启动批处理；损坏的列表可以删除，结果仍会保留。</translation>
    </message>
    <message>
        <source>The list {file} cannot be read ({reason}). It must be a CSV file in UTF-8.</source>
        <translation>无法读取列表 {file}（{reason}）。它必须是 UTF-8 编码的 CSV 文件。</translation>
    </message>
    <message>
        <source>The list {file} has no column “path” or “study_instance_uid”. Its first line must name the columns, one of them so.</source>
        <translation>列表 {file} 没有名为“path”或“study_instance_uid”的列。首行必须写明各列名称，其中之一须如此命名。</translation>
    </message>
    <message>
        <source>The model “{model}” is not the one this batch was started with. Install the same version on every machine, and do not exchange models while a batch runs.</source>
        <translation>模型“{model}”与启动本批处理时的不是同一个。请在每台机器上安装相同版本，批处理运行期间不要更换模型。</translation>
    </message>
    <message>
        <source>The result could not be written to {folder} ({reason}). Make room there and start the same batch again: it goes on where it stopped.</source>
        <translation>无法将结果写入 {folder}（{reason}）。请在该处腾出空间，然后再次启动同一批处理：它会从停下的地方继续。</translation>
    </message>
    <message>
        <source>The study took longer than {seconds} s and was given up. Allow more with --time-limit, or look at it in the viewer.</source>
        <translation>该检查耗时超过 {seconds} 秒，已放弃。请用 --time-limit 放宽时限，或在阅片器中查看。</translation>
    </message>
    <message>
        <source>There is no archive “{name}”. Enter it in the viewer (Network, Archives), or name one of these: {known}</source>
        <translation>没有名为“{name}”的归档。请在阅片器中录入（网络，归档），或指定其中之一：{known}</translation>
    </message>
    <message>
        <source>There is no batch in {folder}. Name its --out folder.</source>
        <translation>{folder} 中没有批处理。请指定其 --out 文件夹。</translation>
    </message>
    <message>
        <source>There is no file or folder {place}. Check the name; nothing was begun.</source>
        <translation>没有文件或文件夹 {place}。请检查名称；尚未开始任何处理。</translation>
    </message>
    <message>
        <source>There is no model “{model}”. Name one of these with --model: {listed}</source>
        <translation>没有模型“{model}”。请用 --model 指定其中之一：{listed}</translation>
    </message>
    <message>
        <source>There was not enough memory for this study. Run fewer workers at once, or give the computer more.</source>
        <translation>内存不足以处理该检查。请减少同时运行的工作进程，或为计算机增加内存。</translation>
    </message>
    <message>
        <source>This is no study of a batch.</source>
        <translation>这不是批处理中的检查。</translation>
    </message>
    <message>
        <source>This study failed in a way MedViewer did not foresee ({kind}); the log file has the details.</source>
        <translation>该检查以 MedViewer 未预料的方式失败（{kind}）；详情见日志文件。</translation>
    </message>
    <message>
        <source>What should be analysed? Name folders, ZIP archives or CSV lists, or an archive with --node and --query.</source>
        <translation>要分析什么？请指定文件夹、ZIP 压缩包或 CSV 列表，或用 --node 和 --query 指定归档。</translation>
    </message>
    <message>
        <source>Where should the results go? Name a folder with --out.</source>
        <translation>结果放在哪里？请用 --out 指定文件夹。</translation>
    </message>
    <message>
        <source>Which archive should be asked? Name it with --node, as in the viewer.</source>
        <translation>应查询哪个归档？请用 --node 指定其在阅片器中的名称。</translation>
    </message>
    <message>
        <source>{reason}</source>
        <translation>{reason}</translation>
    </message>
    <message>
        <source>“{part}” cannot be asked of an archive. Write NAME=VALUE with commas between; names are {names}.</source>
        <translation>无法以“{part}”查询归档。请写作 NAME=VALUE，以逗号分隔；可用名称有 {names}。</translation>
    </message>
</context>
<context>
    <name>Batch page</name>
    <message>
        <source>(no reason was kept)</source>
        <translation>（未保留原因）</translation>
    </message>
    <message>
        <source>(other reasons)</source>
        <translation>（其他原因）</translation>
    </message>
    <message>
        <source>95 % below, s</source>
        <translation>95% 低于（秒）</translation>
    </message>
    <message>
        <source>Acceptance by model</source>
        <translation>各模型的接受率</translation>
    </message>
    <message>
        <source>Failures</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>Findings by model</source>
        <translation>各模型的发现</translation>
    </message>
    <message>
        <source>It found nothing.</source>
        <translation>没有发现。</translation>
    </message>
    <message>
        <source>Last run: {facts}</source>
        <translation>上次运行：{facts}</translation>
    </message>
    <message>
        <source>MedViewer batch</source>
        <translation>MedViewer 批处理</translation>
    </message>
    <message>
        <source>No model has answered.</source>
        <translation>没有模型作答。</translation>
    </message>
    <message>
        <source>None did.</source>
        <translation>没有。</translation>
    </message>
    <message>
        <source>None.</source>
        <translation>没有。</translation>
    </message>
    <message>
        <source>Nothing was analysed.</source>
        <translation>没有分析任何检查。</translation>
    </message>
    <message>
        <source>Studies that failed: {count}.</source>
        <translation>失败的检查：{count} 项。</translation>
    </message>
    <message>
        <source>Studies that failed: {count}; the first {listed} are listed, table.csv has them all.</source>
        <translation>失败的检查：{count} 项；此处列出前 {listed} 项，全部见 table.csv。</translation>
    </message>
    <message>
        <source>The last run had nothing to do.</source>
        <translation>上次运行没有需要处理的检查。</translation>
    </message>
    <message>
        <source>The next run tries them again.</source>
        <translation>下次运行时将再次尝试。</translation>
    </message>
    <message>
        <source>Throughput of the last run</source>
        <translation>上次运行的处理速度</translation>
    </message>
    <message>
        <source>Weights {hash}…</source>
        <translation>权重 {hash}…</translation>
    </message>
    <message>
        <source>What readers decided on these findings: of the sessions named, and of this user&apos;s audit trail. Accepted and edited ones count as stood by; in brackets the 95 % interval (Wilson).</source>
        <translation>阅片者对这些发现的决定：来自所指定的会话文件和本用户的审计记录。接受和修改均计为认可；括号内为 95% 区间（Wilson）。</translation>
    </message>
    <message>
        <source>Where the time goes</source>
        <translation>时间花在何处</translation>
    </message>
    <message>
        <source>Why models refused or abstained</source>
        <translation>模型拒绝或弃权的原因</translation>
    </message>
    <message>
        <source>Written {moment} by MedViewer {version}. Research and education only; not a medical device. What models propose, nobody has verified unless it says so below.</source>
        <translation>由 MedViewer {version} 写于 {moment}。仅供研究与教学，并非医疗器械。除非下文注明，模型提出的内容均未经任何人核实。</translation>
    </message>
    <message>
        <source>accepted</source>
        <translation>接受</translation>
    </message>
    <message>
        <source>all studies</source>
        <translation>全部检查</translation>
    </message>
    <message>
        <source>analysed</source>
        <translation>已分析</translation>
    </message>
    <message>
        <source>confidence of {count} findings</source>
        <translation>{count} 个发现的置信度</translation>
    </message>
    <message>
        <source>decisions</source>
        <translation>决定</translation>
    </message>
    <message>
        <source>decoding pixels, loading models</source>
        <translation>解码像素、载入模型</translation>
    </message>
    <message>
        <source>edited</source>
        <translation>修改</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>findings</source>
        <translation>发现</translation>
    </message>
    <message>
        <source>findings: {label}</source>
        <translation>发现：{label}</translation>
    </message>
    <message>
        <source>images</source>
        <translation>图像</translation>
    </message>
    <message>
        <source>median, s</source>
        <translation>中位数（秒）</translation>
    </message>
    <message>
        <source>memory of a worker</source>
        <translation>每个进程的内存</translation>
    </message>
    <message>
        <source>model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>models</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>not reviewed</source>
        <translation>未复核</translation>
    </message>
    <message>
        <source>reading headers</source>
        <translation>读取文件头</translation>
    </message>
    <message>
        <source>reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>拒绝</translation>
    </message>
    <message>
        <source>rejected</source>
        <translation>否定</translation>
    </message>
    <message>
        <source>results that were there already: {n}</source>
        <translation>已有结果：{n}</translation>
    </message>
    <message>
        <source>share</source>
        <translation>占比</translation>
    </message>
    <message>
        <source>stage</source>
        <translation>阶段</translation>
    </message>
    <message>
        <source>stood by</source>
        <translation>认可</translation>
    </message>
    <message>
        <source>studies</source>
        <translation>检查</translation>
    </message>
    <message>
        <source>studies abstained from</source>
        <translation>弃权的检查</translation>
    </message>
    <message>
        <source>studies an hour: {count}</source>
        <translation>每小时检查数：{count}</translation>
    </message>
    <message>
        <source>studies answered</source>
        <translation>已作答的检查</translation>
    </message>
    <message>
        <source>studies in each {width}, {most} at most</source>
        <translation>每 {width} 的检查数，最多 {most}</translation>
    </message>
    <message>
        <source>studies refused</source>
        <translation>拒绝的检查</translation>
    </message>
    <message>
        <source>studies with findings</source>
        <translation>有发现的检查</translation>
    </message>
    <message>
        <source>study</source>
        <translation>检查</translation>
    </message>
    <message>
        <source>threads of each: {count}</source>
        <translation>每个进程的线程：{count}</translation>
    </message>
    <message>
        <source>time: {time}</source>
        <translation>用时：{time}</translation>
    </message>
    <message>
        <source>times</source>
        <translation>次数</translation>
    </message>
    <message>
        <source>why</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>workers: {count}</source>
        <translation>进程：{count}</translation>
    </message>
    <message>
        <source>writing documents</source>
        <translation>写出文档</translation>
    </message>
    <message>
        <source>{d} d {h} h</source>
        <translation>{d} 天 {h} 小时</translation>
    </message>
    <message>
        <source>{h} h {m} min</source>
        <translation>{h} 小时 {m} 分</translation>
    </message>
    <message>
        <source>{m} min</source>
        <translation>{m} 分</translation>
    </message>
    <message>
        <source>{m} min {s} s</source>
        <translation>{m} 分 {s} 秒</translation>
    </message>
    <message>
        <source>{s} s</source>
        <translation>{s} 秒</translation>
    </message>
</context>
<context>
    <name>Brain tumour</name>
    <message>
        <source>Looking for lesions</source>
        <translation>正在寻找病灶</translation>
    </message>
    <message>
        <source>No lesion was drawn clearly enough to be proposed (clearest {evidence}, needed {threshold}). This does not rule a tumour out.</source>
        <translation>没有勾画出足够清晰、可供提示的病灶（最清晰者 {evidence}，需达到 {threshold}）。这并不能排除肿瘤。</translation>
    </message>
    <message>
        <source>Preparing slices</source>
        <translation>正在准备层面</translation>
    </message>
    <message>
        <source>Suspected glioma</source>
        <translation>疑似胶质瘤</translation>
    </message>
    <message>
        <source>Suspected meningioma</source>
        <translation>疑似脑膜瘤</translation>
    </message>
    <message>
        <source>Suspected pituitary tumour</source>
        <translation>疑似垂体瘤</translation>
    </message>
    <message>
        <source>Suspected tumour of uncertain kind</source>
        <translation>疑似肿瘤，类型不确定</translation>
    </message>
    <message>
        <source>Suspected {label}</source>
        <translation>疑似 {label}</translation>
    </message>
    <message>
        <source>The card of {model} does not say how clear a lesion must be to be proposed ([lesion_rule] is missing). Install the model again.</source>
        <translation>{model} 的模型卡未说明病灶需清晰到何种程度才予提示（缺少 [lesion_rule]）。请重新安装该模型。</translation>
    </message>
    <message>
        <source>head</source>
        <translation>头部</translation>
    </message>
    <message>
        <source>head, left side</source>
        <translation>头部左侧</translation>
    </message>
    <message>
        <source>head, midline</source>
        <translation>头部中线</translation>
    </message>
    <message>
        <source>head, right side</source>
        <translation>头部右侧</translation>
    </message>
</context>
<context>
    <name>Browser</name>
    <message>
        <source>&amp;Close this study</source>
        <translation>关闭此检查(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Open</source>
        <translation>打开(&amp;O)</translation>
    </message>
    <message>
        <source>1 image</source>
        <translation>1 幅图像</translation>
    </message>
    <message>
        <source>1 object, no images</source>
        <translation>1 个对象，无图像</translation>
    </message>
    <message>
        <source>1 problem with files</source>
        <translation>1 个文件问题</translation>
    </message>
    <message>
        <source>Attributes: {object}</source>
        <translation>属性：{object}</translation>
    </message>
    <message>
        <source>Library</source>
        <translation>检查库</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>已打开</translation>
    </message>
    <message>
        <source>Problems with files</source>
        <translation>文件问题</translation>
    </message>
    <message>
        <source>Studies</source>
        <translation>检查</translation>
    </message>
    <message>
        <source>Studies and series</source>
        <translation>检查与序列</translation>
    </message>
    <message>
        <source>localizer</source>
        <translation>定位像</translation>
    </message>
    <message>
        <source>{count} problems with files</source>
        <translation>{count} 个文件问题</translation>
    </message>
    <message>
        <source>{count} images</source>
        <translation>{count} 幅图像</translation>
    </message>
    <message>
        <source>No study is open.

Open a folder ({open}), or drop a folder, files or a ZIP here.</source>
        <translation>尚未打开检查。

请打开文件夹（{open}），或将文件夹、文件或 ZIP 拖放到此处。</translation>
    </message>
    <message>
        <source>{count} objects, no images</source>
        <translation>{count} 个对象，无图像</translation>
    </message>
    <message>
        <source>{count} phases</source>
        <translation>{count} 个时相</translation>
    </message>
</context>
<context>
    <name>Bundle</name>
    <message>
        <source>AI-assisted, PRELIMINARY – NOT VERIFIED</source>
        <translation>AI 辅助，初步结果 – 未经核实</translation>
    </message>
    <message>
        <source>AI-assisted, reviewed by {reader}, {time}</source>
        <translation>AI 辅助，已由 {reader} 于 {time} 审阅</translation>
    </message>
    <message>
        <source>DICOM media (DICOMDIR)</source>
        <translation>DICOM 介质（DICOMDIR）</translation>
    </message>
    <message>
        <source>DICOM objects</source>
        <translation>DICOM 对象</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>DiagnosticReport and Observations for record systems (R4B)</source>
        <translation>供病历系统使用的 DiagnosticReport 和 Observation（R4B）</translation>
    </message>
    <message>
        <source>Everything, for programs</source>
        <translation>全部内容，供程序使用</translation>
    </message>
    <message>
        <source>FHIR</source>
        <translation>FHIR</translation>
    </message>
    <message>
        <source>Findings and measurements with codes and places (TID 1500)</source>
        <translation>带编码和位置的所见与测量（TID 1500）</translation>
    </message>
    <message>
        <source>Findings as JSON</source>
        <translation>JSON 所见</translation>
    </message>
    <message>
        <source>Findings, measurements, segments for spreadsheets</source>
        <translation>供电子表格使用的所见、测量和分割</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Images: no finding is confirmed and no image is marked as a key image.</source>
        <translation>图像：没有已确认的所见，也没有标记为关键图像的图像。</translation>
    </message>
    <message>
        <source>It could not be made, in a way nobody foresaw ({reason}). The log says more.</source>
        <translation>未能生成，原因未曾预料（{reason}）。日志中有更多信息。</translation>
    </message>
    <message>
        <source>Key images</source>
        <translation>关键图像</translation>
    </message>
    <message>
        <source>Key images with marks burned in, for viewers that show no marks</source>
        <translation>烧入标记的关键图像，供不显示标记的阅片软件使用</translation>
    </message>
    <message>
        <source>Key object selection</source>
        <translation>关键对象选择</translation>
    </message>
    <message>
        <source>Marks and window over the images in any PACS</source>
        <translation>在任何 PACS 的图像上显示标记和窗位</translation>
    </message>
    <message>
        <source>Masks</source>
        <translation>掩膜</translation>
    </message>
    <message>
        <source>Masks: nothing was painted and no finding has an outline.</source>
        <translation>掩膜：没有勾画区域，也没有带轮廓的发现。</translation>
    </message>
    <message>
        <source>Masks: the slices are tilted, which NIfTI files cannot say; they were written as NRRD alone.</source>
        <translation>掩膜：层面是倾斜的，NIfTI 文件无法表示；仅写成 NRRD。</translation>
    </message>
    <message>
        <source>Measuring</source>
        <translation>正在测量</translation>
    </message>
    <message>
        <source>Movie</source>
        <translation>影片</translation>
    </message>
    <message>
        <source>Movie: the study has no series of several images.</source>
        <translation>影片：该检查没有包含多幅图像的序列。</translation>
    </message>
    <message>
        <source>NIfTI and NRRD label maps for research</source>
        <translation>供科研使用的 NIfTI 和 NRRD 标签图</translation>
    </message>
    <message>
        <source>No DICOMDIR could be made of the DICOM objects ({reason}). Export into a folder instead.</source>
        <translation>无法为这些 DICOM 对象生成 DICOMDIR（{reason}）。请改为导出到文件夹。</translation>
    </message>
    <message>
        <source>Nothing was chosen to be exported. Choose at least one kind.</source>
        <translation>没有选择要导出的内容。请至少选择一种。</translation>
    </message>
    <message>
        <source>Outlined findings and painted segments, voxel by voxel</source>
        <translation>有轮廓的所见和勾画的分割，逐体素</translation>
    </message>
    <message>
        <source>PNG as shown, TIFF with 16-bit values</source>
        <translation>所显示的 PNG，带 16 位数值的 TIFF</translation>
    </message>
    <message>
        <source>Parametric map</source>
        <translation>参数图</translation>
    </message>
    <message>
        <source>Presentation state</source>
        <translation>显示状态</translation>
    </message>
    <message>
        <source>Putting in place</source>
        <translation>正在放置到位</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>报告</translation>
    </message>
    <message>
        <source>Report as DOCX</source>
        <translation>DOCX 报告</translation>
    </message>
    <message>
        <source>Report as HTML</source>
        <translation>HTML 报告</translation>
    </message>
    <message>
        <source>Report as PDF</source>
        <translation>PDF 报告</translation>
    </message>
    <message>
        <source>Report as text</source>
        <translation>纯文本报告</translation>
    </message>
    <message>
        <source>Secondary capture</source>
        <translation>二次采集图像</translation>
    </message>
    <message>
        <source>Segmentation</source>
        <translation>分割</translation>
    </message>
    <message>
        <source>Structured report</source>
        <translation>结构化报告</translation>
    </message>
    <message>
        <source>Tables as CSV</source>
        <translation>CSV 表格</translation>
    </message>
    <message>
        <source>The main series as MP4; needs ffmpeg</source>
        <translation>主序列的 MP4；需要 ffmpeg</translation>
    </message>
    <message>
        <source>There is no kind of document “{name}”. Name some of these, with commas, or all: {kinds}</source>
        <translation>没有名为“{name}”的文件种类。请从以下种类中选择（用逗号分隔），或写 all：{kinds}</translation>
    </message>
    <message>
        <source>To go on writing in a word processor</source>
        <translation>用于在文字处理软件中继续编辑</translation>
    </message>
    <message>
        <source>To paste into the RIS</source>
        <translation>用于粘贴到 RIS</translation>
    </message>
    <message>
        <source>To read and print; also as a DICOM object for the archive</source>
        <translation>用于阅读和打印；同时作为 DICOM 对象存档</translation>
    </message>
    <message>
        <source>To read in a browser; one file</source>
        <translation>用浏览器阅读；单个文件</translation>
    </message>
    <message>
        <source>What made the AI say so, as numbers</source>
        <translation>AI 判断的依据，以数值表示</translation>
    </message>
    <message>
        <source>Which images matter</source>
        <translation>哪些图像重要</translation>
    </message>
    <message>
        <source>Writing documents</source>
        <translation>正在写入文件</translation>
    </message>
    <message>
        <source>ZIP archive</source>
        <translation>ZIP 压缩包</translation>
    </message>
    <message>
        <source>{folder} holds “{name}”, which no export wrote, so it was left as it is. Choose another folder.</source>
        <translation>{folder} 中已有“{name}”，它不是由导出写入的，因此保持原样。请选择其他文件夹。</translation>
    </message>
    <message>
        <source>{kind}: there was nothing to write.</source>
        <translation>{kind}：没有可写的内容。</translation>
    </message>
</context>
<context>
    <name>Calibration</name>
    <message>
        <source>At detector</source>
        <translation>探测器平面</translation>
    </message>
    <message>
        <source>At scanner</source>
        <translation>扫描仪平面</translation>
    </message>
    <message>
        <source>Calibrated</source>
        <translation>已校准</translation>
    </message>
    <message>
        <source>ERMF</source>
        <translation>ERMF</translation>
    </message>
    <message>
        <source>Magnified</source>
        <translation>已按放大率校正</translation>
    </message>
    <message>
        <source>The card asks for the calibration “{method}” with {parameters} for {labels} logits, which is not possible. Install the model again.</source>
        <translation>模型卡要求对 {labels} 个 logit 使用校准方法“{method}”（参数 {parameters}），无法执行。请重新安装该模型。</translation>
    </message>
    <message>
        <source>The header contradicts itself about the size of a pixel ({one} mm or {other} mm), so lengths are in pixels. Calibrate on an object of known size.</source>
        <translation>文件头中像素尺寸自相矛盾（{one} mm 或 {other} mm），因此长度以像素表示。请用已知尺寸的物体进行校准。</translation>
    </message>
    <message>
        <source>Unverified</source>
        <translation>未核实</translation>
    </message>
    <message>
        <source>User calibrated</source>
        <translation>用户校准</translation>
    </message>
    <message>
        <source>{value} {unit}</source>
        <translation>{value} {unit}</translation>
    </message>
    <message>
        <source>{value} {unit} {origin}</source>
        <translation>{value} {unit}（{origin}）</translation>
    </message>
</context>
<context>
    <name>Canvas</name>
    <message>
        <source>(identity hidden)</source>
        <translation>（身份已隐藏）</translation>
    </message>
    <message>
        <source>(no name)</source>
        <translation>（无姓名）</translation>
    </message>
    <message>
        <source>1 day</source>
        <translation>1 天</translation>
    </message>
    <message>
        <source>1 month</source>
        <translation>1 个月</translation>
    </message>
    <message>
        <source>1 week</source>
        <translation>1 周</translation>
    </message>
    <message>
        <source>1 year</source>
        <translation>1 岁</translation>
    </message>
    <message>
        <source>AI · accepted by the reader</source>
        <translation>AI · 医师已接受</translation>
    </message>
    <message>
        <source>AI · not verified</source>
        <translation>AI · 未经核实</translation>
    </message>
    <message>
        <source>Acc. {number}</source>
        <translation>检查号 {number}</translation>
    </message>
    <message>
        <source>Automatic window</source>
        <translation>自动窗</translation>
    </message>
    <message>
        <source>Contrast: {agent}</source>
        <translation>对比剂：{agent}</translation>
    </message>
    <message>
        <source>ID: {identifier}</source>
        <translation>ID：{identifier}</translation>
    </message>
    <message>
        <source>INTERPOLATED: this slice is missing</source>
        <translation>插值图像：此层缺失</translation>
    </message>
    <message>
        <source>Image</source>
        <translation>图像</translation>
    </message>
    <message>
        <source>Image in the series</source>
        <translation>序列中的图像</translation>
    </message>
    <message>
        <source>Image {number} / {count}</source>
        <translation>图像 {number} / {count}</translation>
    </message>
    <message>
        <source>Image {number} cannot be shown</source>
        <translation>无法显示第 {number} 幅图像</translation>
    </message>
    <message>
        <source>Kernel {kernel}</source>
        <translation>重建核 {kernel}</translation>
    </message>
    <message>
        <source>Lengths: by region</source>
        <translation>长度：按区域</translation>
    </message>
    <message>
        <source>Lengths in mm: {origin}</source>
        <translation>长度：mm（{origin}）</translation>
    </message>
    <message>
        <source>Colour of {bits} bits, shown with 8</source>
        <translation>彩色 {bits} 位，以 8 位显示</translation>
    </message>
    <message>
        <source>Contribution of each slice</source>
        <translation>各层面的贡献</translation>
    </message>
    <message>
        <source>Damaged, decoded leniently: parts may be wrong</source>
        <translation>文件受损，以宽松方式解码：部分内容可能有误</translation>
    </message>
    <message>
        <source>Image {number}: {value} logit for {label}. Right, orange: speaks for it; left, blue: against it; the longest bar is {scale} logit. With the constant {bias} all slices sum to the score&apos;s logit.</source>
        <translation>图像 {number}：对{label}的贡献为 {value} logit。向右橙色：支持；向左蓝色：反对；最长的条为 {scale} logit。与常数项 {bias} 相加，所有层面之和即为评分的 logit。</translation>
    </message>
    <message>
        <source>Lengths: pixels, not calibrated</source>
        <translation>长度：像素，未校准</translation>
    </message>
    <message>
        <source>Linked</source>
        <translation>联动</translation>
    </message>
    <message>
        <source>Linked as aligned</source>
        <translation>按对齐位置联动</translation>
    </message>
    <message>
        <source>Loading image {number} …</source>
        <translation>正在载入第 {number} 幅图像 …</translation>
    </message>
    <message>
        <source>Lossy compression: {how}</source>
        <translation>有损压缩：{how}</translation>
    </message>
    <message>
        <source>No value of this image lies in the window</source>
        <translation>该图像的像素值均不在窗内</translation>
    </message>
    <message>
        <source>Only {bits} bits stored: a window shows no finer greys</source>
        <translation>仅存储 {bits} 位：调窗不会显示更细的灰阶</translation>
    </message>
    <message>
        <source>Pixel size contradictory: lengths in pixels</source>
        <translation>像素尺寸自相矛盾：长度以像素表示</translation>
    </message>
    <message>
        <source>Resampled: tilted by {degrees}°</source>
        <translation>已重采样：倾斜 {degrees}°</translation>
    </message>
    <message>
        <source>Scroll through the images (wheel, Up, Down). Grey: loaded. Red: cannot be shown. Amber: missing, interpolated. Violet: AI findings. Yellow: your own.</source>
        <translation>浏览图像（滚轮、上下键）。灰色：已载入。红色：无法显示。琥珀色：缺失，已插值。紫色：AI 发现。黄色：您自己的发现。</translation>
    </message>
    <message>
        <source>Study {identifier}</source>
        <translation>检查 {identifier}</translation>
    </message>
    <message>
        <source>The same place at other times, echoes or b-values (Alt + wheel, {previous}, {next}). Light grey: loaded.</source>
        <translation>同一位置的不同时相、回波或 b 值（Alt + 滚轮、{previous}、{next}）。浅灰：已载入。</translation>
    </message>
    <message>
        <source>Thickness {thickness} mm</source>
        <translation>层厚 {thickness} mm</translation>
    </message>
    <message>
        <source>Time, echo or b-value</source>
        <translation>时相、回波或 b 值</translation>
    </message>
    <message>
        <source>VOI LUT of the image</source>
        <translation>图像自带的 VOI LUT</translation>
    </message>
    <message>
        <source>W {width}  L {center}</source>
        <translation>窗宽 {width}  窗位 {center}</translation>
    </message>
    <message>
        <source>W {width}  L {center}  {unit}</source>
        <translation>窗宽 {width}  窗位 {center}  {unit}</translation>
    </message>
    <message>
        <source>Wheel or arrow keys scroll, dragging windows, digits are window presets, holding Space hides what the AI says.</source>
        <translation>滚轮或方向键翻页，拖动调窗，数字键为预设窗，按住空格键隐藏 AI 内容。</translation>
    </message>
    <message>
        <source>Zoom {percent} %</source>
        <translation>缩放 {percent} %</translation>
    </message>
    <message>
        <source>Zoom {percent} %, mean of {times} × {times}</source>
        <translation>缩放 {percent} %，{times} × {times} 取平均</translation>
    </message>
    <message>
        <source>born {date}</source>
        <translation>出生 {date}</translation>
    </message>
    <message>
        <source>both sides</source>
        <translation>双侧</translation>
    </message>
    <message>
        <source>left</source>
        <translation>左</translation>
    </message>
    <message>
        <source>logit · shows influence, not lesion extent</source>
        <translation>logit · 显示影响程度，而非病灶范围</translation>
    </message>
    <message>
        <source>no unit · shows influence, not lesion extent</source>
        <translation>无单位 · 显示影响，而非病灶范围</translation>
    </message>
    <message>
        <source>right</source>
        <translation>右</translation>
    </message>
    <message>
        <source>{count} days</source>
        <translation>{count} 天</translation>
    </message>
    <message>
        <source>{count} months</source>
        <translation>{count} 个月</translation>
    </message>
    <message>
        <source>{count} weeks</source>
        <translation>{count} 周</translation>
    </message>
    <message>
        <source>{count} years</source>
        <translation>{count} 岁</translation>
    </message>
    <message>
        <source>{date} · prior</source>
        <translation>{date} · 既往</translation>
    </message>
    <message>
        <source>{distance} mm off the other</source>
        <translation>与另一窗格相差 {distance} mm</translation>
    </message>
    <message>
        <source>{method}</source>
        <translation>{method}</translation>
    </message>
    <message>
        <source>{method} · evidence for “{finding}”</source>
        <translation>{method} · “{finding}”的证据</translation>
    </message>
    <message>
        <source>{modality} · series {number}</source>
        <translation>{modality} · 序列 {number}</translation>
    </message>
    <message>
        <source>{number} / {count}</source>
        <translation>{number} / {count}</translation>
    </message>
    <message>
        <source>{number} · by the reader</source>
        <translation>{number} · 阅片医师添加</translation>
    </message>
    <message>
        <source>{number} · score {confidence}</source>
        <translation>{number} · 评分 {confidence}</translation>
    </message>
    <message>
        <source>{number} · {confidence}</source>
        <translation>{number} · {confidence}</translation>
    </message>
    <message>
        <source>{orientation} {position} mm</source>
        <translation>{orientation} {position} mm</translation>
    </message>
    <message>
        <source>{phase} · {number}</source>
        <translation>{phase} · {number}</translation>
    </message>
    <message>
        <source>{place}  {time} s</source>
        <translation>{place}  {time} s</translation>
    </message>
    <message>
        <source>{sex}, {age}</source>
        <translation>{sex}，{age}</translation>
    </message>
    <message>
        <source>{side} {view}</source>
        <translation>{side} {view}</translation>
    </message>
    <message>
        <source>{size} · {images}</source>
        <translation>{size} · {images}</translation>
    </message>
    <message>
        <source>{value} at {column}, {row}</source>
        <translation>{value}，位于 {column}, {row}</translation>
    </message>
    <message>
        <source>▶ {rate} images/s</source>
        <translation>▶ {rate} 幅/秒</translation>
    </message>
    <message>
        <source>★ Key image</source>
        <translation>★ 关键图像</translation>
    </message>
    <message>
        <source>✎ {number} · {confidence} · edited</source>
        <translation>✎ {number} · {confidence} · 已修改</translation>
    </message>
    <message>
        <source>✓ {number} · {confidence} · accepted</source>
        <translation>✓ {number} · {confidence} · 已接受</translation>
    </message>
    <message>
        <source>✗ {number} · {confidence} · rejected</source>
        <translation>✗ {number} · {confidence} · 已拒绝</translation>
    </message>
</context>
<context>
    <name>Catalog</name>
    <message>
        <source>The model card {file} cannot be used: {why}. Install the model again.</source>
        <translation>模型卡 {file} 无法使用：{why}。请重新安装该模型。</translation>
    </message>
    <message>
        <source>{file} of {model} cannot be used: {why}. Train the model again.</source>
        <translation>{model} 的 {file} 无法使用：{why}。请重新训练该模型。</translation>
    </message>
</context>
<context>
    <name>Chest radiograph</name>
    <message>
        <source>Judging images</source>
        <translation>正在判读图像</translation>
    </message>
    <message>
        <source>Preparing images</source>
        <translation>正在准备图像</translation>
    </message>
    <message>
        <source>Suspected pneumonia</source>
        <translation>疑似肺炎</translation>
    </message>
    <message>
        <source>{model} reads radiographs, and these slices form a volume. Choose a radiograph.</source>
        <translation>{model} 判读 X 线平片，而这些断层构成容积。请选择 X 线平片。</translation>
    </message>
</context>
<context>
    <name>Cine</name>
    <message>
        <source>&amp;Cine</source>
        <translation>电影回放(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Play or pause</source>
        <translation>播放或暂停(&amp;P)</translation>
    </message>
    <message>
        <source>Double the speed, up to eight times the header&apos;s rate.</source>
        <translation>速度加倍，最高为文件头帧率的八倍。</translation>
    </message>
    <message>
        <source>Halve the speed, down to an eighth of the header&apos;s rate.</source>
        <translation>速度减半，最低为文件头帧率的八分之一。</translation>
    </message>
    <message>
        <source>Play f&amp;aster</source>
        <translation>加快播放(&amp;A)</translation>
    </message>
    <message>
        <source>Play forwards and back again, instead of beginning anew at the end.</source>
        <translation>先正向再反向播放，而不是播放到末尾后从头开始。</translation>
    </message>
    <message>
        <source>Play s&amp;lower</source>
        <translation>减慢播放(&amp;L)</translation>
    </message>
    <message>
        <source>Play the images in a loop at their own rate; scrolling pauses.</source>
        <translation>按图像自身帧率循环播放；滚动时暂停。</translation>
    </message>
    <message>
        <source>Play to and &amp;fro</source>
        <translation>往返播放(&amp;F)</translation>
    </message>
    <message>
        <source>Slices are played, not planes: go back to the slices first.</source>
        <translation>电影播放的是原始层面而非重建平面：请先返回原始层面。</translation>
    </message>
</context>
<context>
    <name>Cluster</name>
    <message>
        <source>--ray-resources says what a worker takes of a cluster: name one with --ray.</source>
        <translation>--ray-resources 指定每个工作进程占用的集群资源：请用 --ray 指定集群。</translation>
    </message>
    <message>
        <source>A batch on several machines needs the package “{package}”, which is not installed here. Install it on every machine with: pip install {extra}</source>
        <translation>在多台计算机上批处理需要软件包“{package}”，本机未安装。请在每台计算机上安装：pip install {extra}</translation>
    </message>
    <message>
        <source>No Ray cluster answers at {address} ({reason}). Start one on this machine with “ray start --head”, join this machine to one with “ray start --address=HOST:PORT”, or let the batch start its own with --ray local.</source>
        <translation>{address} 处没有 Ray 集群应答（{reason}）。请用“ray start --head”在本机启动集群，用“ray start --address=HOST:PORT”将本机加入已有集群，或用 --ray local 由批处理自行启动。</translation>
    </message>
    <message>
        <source>No worker could be begun on a machine of the cluster ({reason}). Is MedViewer installed there, for the Python that Ray runs with?</source>
        <translation>集群中的一台计算机无法启动工作进程（{reason}）。该机上是否已为 Ray 所用的 Python 安装 MedViewer？</translation>
    </message>
    <message>
        <source>No worker of the cluster was ready within minutes: its machines are at work for somebody else. Wait until they are free, or ask for less with --ray-resources.</source>
        <translation>数分钟内集群上没有工作进程就绪：各计算机正被他人占用。请等待空闲，或用 --ray-resources 减少所需资源。</translation>
    </message>
    <message>
        <source>None of the cluster&apos;s {count} machines has room for one worker ({needs}). Ask for less with --ray-resources, or start Ray there with more.</source>
        <translation>集群的 {count} 台计算机均无足够资源运行一个工作进程（{needs}）。请用 --ray-resources 减少所需资源，或在各机上以更多资源启动 Ray。</translation>
    </message>
    <message>
        <source>The Ray cluster at {address} cannot be used from here: {reason}. Every machine needs the same Python and the same ray; write the address as local, auto, HOST:PORT or ray://HOST:PORT.</source>
        <translation>无法从本机使用 {address} 处的 Ray 集群：{reason}。每台计算机须有相同版本的 Python 和 ray；地址请写作 local、auto、HOST:PORT 或 ray://HOST:PORT。</translation>
    </message>
    <message>
        <source>The machine {machine} does not see the folder {folder}. Put the studies and --out on a disk that every machine has under the same path.</source>
        <translation>计算机 {machine} 看不到文件夹 {folder}。请将检查与 --out 放在每台计算机以相同路径可访问的磁盘上。</translation>
    </message>
    <message>
        <source>The machine {machine} has another MedViewer or Python ({what} {theirs}, here {ours}), so its results would not be the same. Install the same version on every machine.</source>
        <translation>计算机 {machine} 的 MedViewer 或 Python 版本不同（{what} 为 {theirs}，本机为 {ours}），其结果会不一致。请在每台计算机上安装相同版本。</translation>
    </message>
    <message>
        <source>The machine {machine} has other weights of the model “{model}”, or none. Install the same models on every machine.</source>
        <translation>计算机 {machine} 上模型“{model}”的权重不同或缺失。请在每台计算机上安装相同的模型。</translation>
    </message>
    <message>
        <source>The worker that was at this study ended unexpectedly, or its machine was lost ({reason}).</source>
        <translation>处理此检查的工作进程意外结束，或其所在计算机已失联（{reason}）。</translation>
    </message>
    <message>
        <source>This Ray cluster reports how it is used to Ray&apos;s authors. Start its head anew with RAY_USAGE_STATS_ENABLED=0 set, then run the batch again.</source>
        <translation>此 Ray 集群会向 Ray 的作者上报使用情况。请设置 RAY_USAGE_STATS_ENABLED=0 重新启动其主节点，然后再次运行批处理。</translation>
    </message>
    <message>
        <source>“{part}” in --ray-resources is not understood. Write names with amounts, up to 1 in parts, above that whole, such as cpu=2,gpu=0.5.</source>
        <translation>无法识别 --ray-resources 中的“{part}”。请写名称与数量，不超过 1 可为小数，超过 1 须为整数，例如 cpu=2,gpu=0.5。</translation>
    </message>
</context>
<context>
    <name>Codes</name>
    <message>
        <source>&lt; 5 %</source>
        <translation>&lt; 5 %</translation>
    </message>
    <message>
        <source>&gt; 95 %</source>
        <translation>&gt; 95 %</translation>
    </message>
    <message>
        <source>AI</source>
        <translation>AI</translation>
    </message>
    <message>
        <source>AI-proposed ({model}), accepted by {who}</source>
        <translation>AI 建议（{model}），由{who}接受</translation>
    </message>
    <message>
        <source>Accept</source>
        <translation>接受</translation>
    </message>
    <message>
        <source>Accept the code</source>
        <translation>接受编码</translation>
    </message>
    <message>
        <source>Ask no more; the codes that are here stay.</source>
        <translation>停止提问；已有的编码保留。</translation>
    </message>
    <message>
        <source>Ask which codes the report&apos;s text speaks of; you accept or reject each. Nothing leaves this computer.</source>
        <translation>根据报告文字建议编码；每一条由您接受或拒绝。全部在本机完成。</translation>
    </message>
    <message>
        <source>Asking…</source>
        <translation>正在提问…</translation>
    </message>
    <message>
        <source>Asking… An analysis runs before it.</source>
        <translation>正在提问…（排在一项分析之后）</translation>
    </message>
    <message>
        <source>Chinese texts need a coder you train yourself, which could not be used: {why} The command is “medviewer train diagnosis_zh_icd10”. Codes can be looked up all the same.</source>
        <translation>中文文本需要您自行训练的编码模型，目前无法使用：{why} 训练命令为“medviewer train diagnosis_zh_icd10”。仍可查找编码。</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>编码</translation>
    </message>
    <message>
        <source>Codes</source>
        <translation>编码</translation>
    </message>
    <message>
        <source>Codes are only suggested; nothing is in the report until you accept it.</source>
        <translation>编码仅为建议；未经您接受，不会写入报告。</translation>
    </message>
    <message>
        <source>Codes found</source>
        <translation>检索到的编码</translation>
    </message>
    <message>
        <source>Codes of this study</source>
        <translation>本检查的编码</translation>
    </message>
    <message>
        <source>Codes were found by the words of your query, not learnt.</source>
        <translation>编码按查询词检索得到，并非模型学习所得。</translation>
    </message>
    <message>
        <source>Enter or a double click adds the code.</source>
        <translation>按 Enter 或双击可添加该编码。</translation>
    </message>
    <message>
        <source>Look up a code by its words…</source>
        <translation>按词语查找编码…</translation>
    </message>
    <message>
        <source>No code has these words.</source>
        <translation>没有编码包含这些词语。</translation>
    </message>
    <message>
        <source>No code is proposed: nothing in the text resembles what the coder was taught.</source>
        <translation>未建议任何编码：文本中没有与模型所学内容相似之处。</translation>
    </message>
    <message>
        <source>No model that proposes codes is installed under “{model}”. Install it, or train it with `medviewer train {model}`.</source>
        <translation>未安装名为“{model}”的编码建议模型。请安装，或用 `medviewer train {model}` 训练。</translation>
    </message>
    <message>
        <source>Only the first {count} characters were read; the text is longer.</source>
        <translation>文本较长，仅读取了前 {count} 个字符。</translation>
    </message>
    <message>
        <source>Proposed by</source>
        <translation>提出者</translation>
    </message>
    <message>
        <source>Reading the text</source>
        <translation>正在读取文本</translation>
    </message>
    <message>
        <source>Reject</source>
        <translation>拒绝</translation>
    </message>
    <message>
        <source>Reject the code</source>
        <translation>拒绝编码</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Stop asking for codes</source>
        <translation>停止编码提问</translation>
    </message>
    <message>
        <source>Su&amp;ggest codes</source>
        <translation>建议编码(&amp;G)</translation>
    </message>
    <message>
        <source>Suggest codes</source>
        <translation>建议编码</translation>
    </message>
    <message>
        <source>Take the decision on the code back</source>
        <translation>撤回对编码的决定</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>文字</translation>
    </message>
    <message>
        <source>The code table {file} cannot be read: {why}. Install MedViewer again.</source>
        <translation>无法读取代码表 {file}：{why}。请重新安装 MedViewer。</translation>
    </message>
    <message>
        <source>The selected code goes into the report, under your name.</source>
        <translation>选中的编码以您的名义写入报告。</translation>
    </message>
    <message>
        <source>The selected code is printed nowhere.</source>
        <translation>选中的编码不会打印在任何文档中。</translation>
    </message>
    <message>
        <source>The selected code waits for your decision again.</source>
        <translation>选中的编码重新等待您的决定。</translation>
    </message>
    <message>
        <source>The text has changed since: suggest again for codes of what it says now.</source>
        <translation>文字此后已有改动：请重新建议编码，以符合当前内容。</translation>
    </message>
    <message>
        <source>The text has no words that could be read. Type or paste a text in English, Spanish or Chinese.</source>
        <translation>文本中没有可读的词语。请输入或粘贴英文、西班牙文或中文文本。</translation>
    </message>
    <message>
        <source>The text looks Chinese, and the coder that answers was taught {languages}. Train `diagnosis_zh_icd10` on your own copy of its data for Chinese diagnoses.</source>
        <translation>文本似为中文，而当前编码模型仅学习过 {languages}。如需中文诊断编码，请用您自己的数据副本训练 `diagnosis_zh_icd10`。</translation>
    </message>
    <message>
        <source>The word list {file} cannot be read: {why}. Install MedViewer again.</source>
        <translation>无法读取词表 {file}：{why}。请重新安装 MedViewer。</translation>
    </message>
    <message>
        <source>There are no words to find codes for. Write an indication, findings or an impression, or tick the clinical notes, and ask again.</source>
        <translation>没有可供编码的文字。请先填写检查指征、所见或印象，或勾选临床资料，然后再试。</translation>
    </message>
    <message>
        <source>There is no text to propose codes for. Type or paste one.</source>
        <translation>没有可供建议编码的文本。请输入或粘贴文本。</translation>
    </message>
    <message>
        <source>This is not a text that could be coded.</source>
        <translation>这不是可以编码的文本。</translation>
    </message>
    <message>
        <source>Undecided</source>
        <translation>未决定</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>责任人</translation>
    </message>
    <message>
        <source>accepted</source>
        <translation>已接受</translation>
    </message>
    <message>
        <source>because of {words}</source>
        <translation>依据 {words}</translation>
    </message>
    <message>
        <source>by its words</source>
        <translation>按词语</translation>
    </message>
    <message>
        <source>chosen by {who}</source>
        <translation>由{who}选定</translation>
    </message>
    <message>
        <source>code table</source>
        <translation>编码表</translation>
    </message>
    <message>
        <source>denied in the text</source>
        <translation>文中已否定</translation>
    </message>
    <message>
        <source>found by its words (not learnt), accepted by {who}</source>
        <translation>按词语检索得到（非学习所得），由{who}接受</translation>
    </message>
    <message>
        <source>found by its words in the code table, not learnt</source>
        <translation>按词语在编码表中检索得到，非学习所得</translation>
    </message>
    <message>
        <source>network, phrases and word weights together</source>
        <translation>神经网络、短语与词权重共同</translation>
    </message>
    <message>
        <source>not decided</source>
        <translation>未决定</translation>
    </message>
    <message>
        <source>proposed by AI ({model})</source>
        <translation>由 AI 建议（{model}）</translation>
    </message>
    <message>
        <source>rejected</source>
        <translation>已拒绝</translation>
    </message>
    <message>
        <source>score {score}</source>
        <translation>得分 {score}</translation>
    </message>
    <message>
        <source>the network</source>
        <translation>神经网络</translation>
    </message>
    <message>
        <source>the phrases learnt</source>
        <translation>所学短语</translation>
    </message>
    <message>
        <source>the reader</source>
        <translation>阅片医师</translation>
    </message>
    <message>
        <source>the word weights</source>
        <translation>词权重</translation>
    </message>
    <message>
        <source>with the clinical notes</source>
        <translation>包括临床资料</translation>
    </message>
    <message>
        <source>with the report&apos;s text</source>
        <translation>包括报告文字</translation>
    </message>
    <message>
        <source>you</source>
        <translation>您</translation>
    </message>
    <message>
        <source>your choice</source>
        <translation>您的选择</translation>
    </message>
    <message>
        <source>{count} suggested by {coder}.</source>
        <translation>{coder} 建议了 {count} 条。</translation>
    </message>
    <message>
        <source>{file} cannot be read ({cause}). Name a text file.</source>
        <translation>无法读取 {file}（{cause}）。请指定一个文本文件。</translation>
    </message>
    <message>
        <source>{model} does not answer requests for codes. Choose a text coder.</source>
        <translation>{model} 不能回答编码请求。请选择文本编码模型。</translation>
    </message>
    <message>
        <source>{percent} %</source>
        <translation>{percent} %</translation>
    </message>
    <message>
        <source>–</source>
        <translation>–</translation>
    </message>
</context>
<context>
    <name>Coding</name>
    <message>
        <source>No coder of Chinese texts is installed: none may be shipped, since its texts are for research only. Train one on your own copy of CHIP-CDN: medviewer evaluate {system} --data FOLDER.</source>
        <translation>未安装中文编码模型：其训练文本仅限研究使用，因此不能随程序提供。请用您自己的 CHIP-CDN 数据训练：medviewer evaluate {system} --data 文件夹。</translation>
    </message>
    <message>
        <source>Only the first {count} statements were read: this coder is made for diagnoses, not for reports.</source>
        <translation>仅读取了前 {count} 条语句：该编码模型用于诊断名称，而非整份报告。</translation>
    </message>
</context>
<context>
    <name>Command line</name>
    <message>
        <source>There are several series here. Name one with --series:{listed}</source>
        <translation>此处有多个序列。请用 --series 指定其中一个：{listed}</translation>
    </message>
    <message>
        <source>There is no series {uid} with images here. Name one of these with --series:{listed}</source>
        <translation>此处没有含图像的序列 {uid}。请用 --series 指定以下之一：{listed}</translation>
    </message>
    <message>
        <source>This failed in a way MedViewer did not foresee ({kind}). The log file says where; run it again with --debug to see it here.</source>
        <translation>操作因 MedViewer 未预料到的错误而失败（{kind}）。日志文件记录了出错位置；加上 --debug 再运行一次即可在此查看。</translation>
    </message>
    <message>
        <source>This series has {count} display sets. Name one of these with --display-set:{listed}</source>
        <translation>此序列有 {count} 个显示集。请用 --display-set 指定以下之一：{listed}</translation>
    </message>
    <message>
        <source>This series has {count} display sets; this one was taken: {id}. Name another with --display-set.</source>
        <translation>此序列有 {count} 个显示集；已采用：{id}。可用 --display-set 指定其他显示集。</translation>
    </message>
</context>
<context>
    <name>Commands</name>
    <message>
        <source>“{title}” failed in a way MedViewer did not foresee. Nothing was changed on disk; the log file has the details.</source>
        <translation>“{title}”出现未预料的错误。磁盘上的数据未被更改；详情见日志文件。</translation>
    </message>
</context>
<context>
    <name>Context</name>
    <message>
        <source>&amp;Add to what is there</source>
        <translation>添加到现有内容(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Clear clinical context</source>
        <translation>清空临床资料(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Open clinical document…</source>
        <translation>打开临床文档(&amp;O)…</translation>
    </message>
    <message>
        <source>&amp;Put in its place</source>
        <translation>替换现有内容(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Take over</source>
        <translation>取用(&amp;T)</translation>
    </message>
    <message>
        <source>Adds values from the clipboard: lines such as “CRP 45 mg/L”, or a copied table</source>
        <translation>从剪贴板添加数值：如“CRP 45 mg/L”的行，或复制的表格</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>清空</translation>
    </message>
    <message>
        <source>Clinical co&amp;ntext</source>
        <translation>临床资料(&amp;N)</translation>
    </message>
    <message>
        <source>Clinical conte&amp;xt panel</source>
        <translation>临床资料面板(&amp;X)</translation>
    </message>
    <message>
        <source>Clinical context &amp;in the report</source>
        <translation>临床资料写入报告(&amp;I)</translation>
    </message>
    <message>
        <source>Context</source>
        <translation>临床资料</translation>
    </message>
    <message>
        <source>Empties the notes of this study; undoing brings them back.</source>
        <translation>清空该检查的临床资料；撤销可恢复。</translation>
    </message>
    <message>
        <source>From {source}</source>
        <translation>来自 {source}</translation>
    </message>
    <message>
        <source>Headers</source>
        <translation>文件头</translation>
    </message>
    <message>
        <source>History and question</source>
        <translation>病史与检查目的</translation>
    </message>
    <message>
        <source>History, symptoms and laboratory values: typed, pasted, or taken from the order.</source>
        <translation>病史、症状和检验值：可输入、粘贴，或取自申请单。</translation>
    </message>
    <message>
        <source>In the &amp;report</source>
        <translation>写入报告(&amp;R)</translation>
    </message>
    <message>
        <source>It is this patient&apos;s all the &amp;same; I have made sure</source>
        <translation>确属该患者，我已核实(&amp;S)</translation>
    </message>
    <message>
        <source>Laboratory and clinical values</source>
        <translation>检验与临床数值</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Offers reason, diagnoses, history, allergies, size and weight as the DICOM headers state them.</source>
        <translation>按 DICOM 文件头所述提供检查原因、诊断、病史、过敏、身高和体重。</translation>
    </message>
    <message>
        <source>Offers the history sections of the study&apos;s structured reports.</source>
        <translation>提供该检查结构化报告中的病史部分。</translation>
    </message>
    <message>
        <source>Open clinical document</source>
        <translation>打开临床文档</translation>
    </message>
    <message>
        <source>Open…</source>
        <translation>打开…</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>粘贴</translation>
    </message>
    <message>
        <source>Prints it as clinical information; else it stays on this computer.</source>
        <translation>作为临床资料打印；否则只保留在本机。</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Reports</source>
        <translation>报告</translation>
    </message>
    <message>
        <source>Resources that say nothing of history, symptoms or values were passed over: {kinds}.</source>
        <translation>与病史、症状或数值无关的资源已略过：{kinds}。</translation>
    </message>
    <message>
        <source>Symptoms and signs</source>
        <translation>症状与体征</translation>
    </message>
    <message>
        <source>Take from the image &amp;headers</source>
        <translation>取自图像文件头(&amp;H)</translation>
    </message>
    <message>
        <source>Take from the structured &amp;reports</source>
        <translation>取自结构化报告(&amp;R)</translation>
    </message>
    <message>
        <source>Take over clinical context</source>
        <translation>取用临床资料</translation>
    </message>
    <message>
        <source>Take the selected values away</source>
        <translation>删除所选数值</translation>
    </message>
    <message>
        <source>Taken from {sources}</source>
        <translation>取自 {sources}</translation>
    </message>
    <message>
        <source>Takes an order, a letter or values from a FHIR JSON or plain text file, after a look at them.</source>
        <translation>从 FHIR JSON 或纯文本文件中取用申请单、信函或数值，取用前先行预览。</translation>
    </message>
    <message>
        <source>The clipboard holds no values. Copy lines such as “CRP 45 mg/L”, or a table of name, value and unit.</source>
        <translation>剪贴板中没有数值。请复制如“CRP 45 mg/L”的行，或包含名称、数值和单位的表格。</translation>
    </message>
    <message>
        <source>The document does not say whose it is. Make sure it is this patient&apos;s.</source>
        <translation>文档未说明属于哪位患者。请确认是该患者的。</translation>
    </message>
    <message>
        <source>The document is of {theirs}, the images are of {ours}.</source>
        <translation>文档属于 {theirs}，图像属于 {ours}。</translation>
    </message>
    <message>
        <source>The document states another patient than the images. Show the patient&apos;s identity to see which.</source>
        <translation>文档所述患者与图像不同。请显示患者身份以查看。</translation>
    </message>
    <message>
        <source>The document states birth date {theirs}, the images state {ours}.</source>
        <translation>文档的出生日期为 {theirs}，图像为 {ours}。</translation>
    </message>
    <message>
        <source>The document states patient ID {theirs}, the images state {ours}.</source>
        <translation>文档的患者编号为 {theirs}，图像为 {ours}。</translation>
    </message>
    <message>
        <source>The document states sex {theirs}, the images state {ours}.</source>
        <translation>文档的性别为 {theirs}，图像为 {ours}。</translation>
    </message>
    <message>
        <source>The headers of these images say nothing of the patient&apos;s history.</source>
        <translation>这些图像的文件头未提供患者病史。</translation>
    </message>
    <message>
        <source>The study has no structured report.</source>
        <translation>该检查没有结构化报告。</translation>
    </message>
    <message>
        <source>The text is too long: its first {kept} characters were kept, {cut} were left out. Paste only the part that matters.</source>
        <translation>文字过长：保留了前 {kept} 个字符，略去 {cut} 个。请只粘贴有用的部分。</translation>
    </message>
    <message>
        <source>There now: {text}</source>
        <translation>现有：{text}</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>单位</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>数值</translation>
    </message>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>{count} characters that cannot be shown were left out. If words are missing, the text is not plain text: copy it from the program it was written with.</source>
        <translation>已去除 {count} 个无法显示的字符。如有文字缺失，说明内容不是纯文本：请从编写它的程序中复制。</translation>
    </message>
    <message>
        <source>{count} values were left out: there are more than a study may have here. Take over those that matter from a shorter list.</source>
        <translation>略去 {count} 个数值：超出一项检查可保存的数量。请从较短的列表中取用所需数值。</translation>
    </message>
    <message>
        <source>{name} cannot be read: it is gone, or not yours to read. Choose it again.</source>
        <translation>无法读取 {name}：文件已不存在或无权读取。请重新选择。</translation>
    </message>
    <message>
        <source>{name} is larger than {megabytes} MB, more than any clinical document. Paste the part that matters.</source>
        <translation>{name} 超过 {megabytes} MB，大于任何临床文档。请粘贴有用的部分。</translation>
    </message>
    <message>
        <source>{source} holds no plain text: it may be a PDF, a Word document or damaged. Open it with its own program and paste the text here.</source>
        <translation>{source} 不含纯文本：可能是 PDF、Word 文档或已损坏。请用相应程序打开并将文字粘贴到此处。</translation>
    </message>
    <message>
        <source>{source} is no FHIR JSON: it holds no resource with a resourceType. Ask for the order as FHIR R4 JSON, or open it as plain text.</source>
        <translation>{source} 不是 FHIR JSON：其中没有带 resourceType 的资源。请索取 FHIR R4 JSON 格式的申请单，或作为纯文本打开。</translation>
    </message>
    <message>
        <source>{source} speaks of {count} patients, and nobody can tell here which of it is whose. Ask for a file of this patient alone.</source>
        <translation>{source} 涉及 {count} 位患者，无法区分各自的内容。请索取仅含该患者的文件。</translation>
    </message>
    <message>
        <source>{source}: nothing of history, symptoms or values was found. Type or paste it instead.</source>
        <translation>{source}：未找到病史、症状或数值。请直接输入或粘贴。</translation>
    </message>
    <message>
        <source>“{typed}” is no date that can be read in one way only. Write it as 2026-11-20, or 2026-11-20 08:30.</source>
        <translation>“{typed}”不是含义唯一的日期。请写成 2026-11-20 或 2026-11-20 08:30。</translation>
    </message>
</context>
<context>
    <name>Convert</name>
    <message>
        <source>Decoding slices</source>
        <translation>正在解码层面</translation>
    </message>
    <message>
        <source>Slices are not evenly spaced; the file says their mean distance.</source>
        <translation>层间距不均匀；文件中写入的是平均间距。</translation>
    </message>
    <message>
        <source>The frames of this segmentation lie on no regular grid, so they make no label map.</source>
        <translation>此分割对象的帧不在规则网格上，无法生成标签图。</translation>
    </message>
    <message>
        <source>The gantry was tilted by {degrees}°: slices were resampled onto a regular grid. NRRD and MetaImage files can hold the slices as they were acquired.</source>
        <translation>机架倾斜 {degrees}°：层面已重采样到规则网格。NRRD 和 MetaImage 文件可保存原始采集的层面。</translation>
    </message>
    <message>
        <source>The images these regions were drawn on are not here, or form no volume. Name their folder as PATH, too.</source>
        <translation>这些区域所依据的图像不在此处，或不构成容积。请把其文件夹也列为 PATH。</translation>
    </message>
    <message>
        <source>The phases of this series differ in size, so they make no one file. Convert them one by one with --display-set.</source>
        <translation>此序列各期相大小不同，无法写入同一文件。请用 --display-set 逐个转换。</translation>
    </message>
    <message>
        <source>The phases of this series lie at different places, so they make no one file. Convert them one by one with --display-set.</source>
        <translation>该序列的各期位于不同位置，无法合成一个文件。请用 --display-set 逐期转换。</translation>
    </message>
    <message>
        <source>These images form no volume. {reason} With --no-geometry they are written all the same, as if they lay 1 mm apart.</source>
        <translation>这些图像不构成容积。{reason}使用 --no-geometry 仍可写出，视为相距 1 mm。</translation>
    </message>
    <message>
        <source>These images form no volume: their place in the patient is unknown. With --no-geometry they are written all the same, as if they lay 1 mm apart.</source>
        <translation>这些图像不构成容积：其在患者体内的位置未知。使用 --no-geometry 仍可写出，视为相距 1 mm。</translation>
    </message>
    <message>
        <source>This format knows right angles only: the outermost slices lie {drift} mm beside their true place.</source>
        <translation>此格式只支持直角坐标轴：最外侧层面偏离真实位置 {drift} mm。</translation>
    </message>
    <message>
        <source>This label map would have more voxels than memory should hold.</source>
        <translation>此标签图的体素数超出内存限额。</translation>
    </message>
    <message>
        <source>This series holds {count} objects. Name the file of one of them as PATH.</source>
        <translation>此序列含有 {count} 个对象。请以其中一个的文件作为 PATH。</translation>
    </message>
    <message>
        <source>{count} missing slices were filled by interpolation between their neighbours.</source>
        <translation>{count} 个缺失层面已由相邻层面插值补齐。</translation>
    </message>
    <message>
        <source>{count} voxels belong to more than one; the label map holds the last of them.</source>
        <translation>{count} 个体素属于多个标签；标签图只保留最后一个。</translation>
    </message>
    <message>
        <source>{file} has images of another size ({other}) than the first one ({one}), so they make no volume.</source>
        <translation>{file} 的图像大小（{other}）与第一幅（{one}）不同，因此不构成容积。</translation>
    </message>
    <message>
        <source>{path} exists. Name another file, or replace it with --force.</source>
        <translation>{path} 已存在。请改用其他文件名，或用 --force 覆盖。</translation>
    </message>
    <message>
        <source>{path} is one of the images to convert. Name another file.</source>
        <translation>{path} 本身就是要转换的图像之一。请改用其他文件名。</translation>
    </message>
</context>
<context>
    <name>Crash</name>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>MedViewer failed in a way nobody foresaw. You may go on; if what you see looks wrong, start again. Nothing was changed in your files. The lines below are in the log, too, and name no patient.</source>
        <translation>MedViewer 发生了意料之外的错误。您可以继续；如果显示内容看起来不对，请重新启动。您的文件没有任何更改。以下内容也在日志中，不含患者信息。</translation>
    </message>
    <message>
        <source>Something went wrong</source>
        <translation>出现问题</translation>
    </message>
    <message>
        <source>Start again</source>
        <translation>重新启动</translation>
    </message>
    <message>
        <source>Where it happened</source>
        <translation>发生位置</translation>
    </message>
</context>
<context>
    <name>Credentials</name>
    <message>
        <source>This computer&apos;s keyring cannot be used ({reason}). Unlock or install one (GNOME Keyring, KWallet); until then a password is remembered only until MedViewer ends, and never in a file.</source>
        <translation>无法使用本机的密钥环（{reason}）。请解锁或安装一个（GNOME Keyring、KWallet）；在此之前，密码只记到 MedViewer 结束，且绝不写入文件。</translation>
    </message>
</context>
<context>
    <name>DICOM file</name>
    <message>
        <source>The DICOM header is damaged and cannot be read. Copy or export the file again.</source>
        <translation>DICOM 文件头已损坏，无法读取。请重新复制或导出该文件。</translation>
    </message>
    <message>
        <source>The file cannot be read from its disk ({reason}). Check the drive and try again.</source>
        <translation>无法从磁盘读取该文件（{reason}）。请检查磁盘后重试。</translation>
    </message>
    <message>
        <source>The file does not say what it holds: it is cut short or damaged. Copy or export it again.</source>
        <translation>该文件未说明其内容：文件不完整或已损坏。请重新复制或导出。</translation>
    </message>
    <message>
        <source>The file has no pixel data: it is cut short or was saved without its image. Copy or export it again.</source>
        <translation>该文件没有像素数据：文件不完整，或保存时未包含图像。请重新复制或导出。</translation>
    </message>
    <message>
        <source>The file is compressed as a whole (deflated) and its compression is damaged. Copy or export it again.</source>
        <translation>文件整体压缩（deflate），压缩数据已损坏。请重新复制或导出。</translation>
    </message>
    <message>
        <source>The file is cut short: the last {missing} of {expected} bytes of its pixels are missing. Copy or export it again.</source>
        <translation>该文件不完整：{expected} 字节像素数据中缺少最后 {missing} 字节。请重新复制或导出。</translation>
    </message>
    <message>
        <source>The file is empty. Copy or export it again.</source>
        <translation>该文件为空。请重新复制或导出。</translation>
    </message>
    <message>
        <source>The file is no longer there.</source>
        <translation>该文件已不存在。</translation>
    </message>
    <message>
        <source>The file may not be read. Ask its owner for permission.</source>
        <translation>没有读取该文件的权限。请向文件所有者申请权限。</translation>
    </message>
    <message>
        <source>This is a DICOM object that holds no image ({kind}).</source>
        <translation>这是一个不含图像的 DICOM 对象（{kind}）。</translation>
    </message>
    <message>
        <source>This is not a DICOM file. Export it again from where it came from.</source>
        <translation>这不是 DICOM 文件。请从来源系统重新导出。</translation>
    </message>
</context>
<context>
    <name>Decoders</name>
    <message>
        <source>MedViewer has no decoder for its compression</source>
        <translation>MedViewer 没有其压缩格式的解码器</translation>
    </message>
    <message>
        <source>it holds pixels of another size ({found}) than its header says ({told})</source>
        <translation>其像素尺寸（{found}）与文件头（{told}）不符</translation>
    </message>
    <message>
        <source>it holds {found} bits a value where its header says {told}</source>
        <translation>其每个数值为 {found} 位，而文件头为 {told} 位</translation>
    </message>
    <message>
        <source>it holds {found} samples a pixel where its header says {told}</source>
        <translation>其每个像素有 {found} 个采样，而文件头为 {told} 个</translation>
    </message>
    <message>
        <source>its colours are deeper than 8 bits in a form nobody uses</source>
        <translation>其颜色深度超过 8 位，且采用无人使用的形式</translation>
    </message>
    <message>
        <source>its compressed image is cut short</source>
        <translation>其压缩图像不完整</translation>
    </message>
    <message>
        <source>its compressed image is damaged or of an unusual kind</source>
        <translation>其压缩图像已损坏或不规范</translation>
    </message>
    <message>
        <source>its header tells of {bits} bits a sample, which no image here can have</source>
        <translation>其文件头声明每个样本为 {bits} 位，此处的图像不可能如此</translation>
    </message>
    <message>
        <source>its header tells of {rows}×{columns} pixels, which no image here can have</source>
        <translation>其文件头声明 {rows}×{columns} 像素，超出此处图像的上限</translation>
    </message>
    <message>
        <source>its header tells of {samples} values a pixel, and an image here has one or three</source>
        <translation>其文件头声明每像素 {samples} 个值，而此处图像每像素只能有一个或三个值</translation>
    </message>
    <message>
        <source>its pixels are not compressed the way its header says</source>
        <translation>其像素的压缩方式与文件头不符</translation>
    </message>
</context>
<context>
    <name>Decoding</name>
    <message>
        <source>This image could not be read in a way MedViewer did not foresee; the log file has the details. Copy or export its file again.</source>
        <translation>读取此图像时出现未预料的错误；详情见日志文件。请重新复制或导出该文件。</translation>
    </message>
</context>
<context>
    <name>Deidentification</name>
    <message>
        <source>A DICOMDIR names patients and lists files that get other names. It is not copied; make a new one of the new files.</source>
        <translation>DICOMDIR 含有患者姓名，且列出的文件都会改名，因此不复制；请用新文件重新生成。</translation>
    </message>
    <message>
        <source>Attribute</source>
        <translation>属性</translation>
    </message>
    <message>
        <source>Boxes cannot be blacked out in pixels that are floating-point numbers. Leave the series out, or take its boxes away.</source>
        <translation>浮点像素无法按矩形涂黑。请不要包含该序列，或去掉它的矩形。</translation>
    </message>
    <message>
        <source>Copy documents, too, though nobody can clean their pages</source>
        <translation>也复制内嵌文档（其页面无法清理）</translation>
    </message>
    <message>
        <source>De-identified copies</source>
        <translation>去标识化副本</translation>
    </message>
    <message>
        <source>De-identifying</source>
        <translation>正在去标识化</translation>
    </message>
    <message>
        <source>Drag over text in the image: the box is blacked out in the whole series.</source>
        <translation>在图像的文字上拖动：该矩形会在整个序列中涂黑。</translation>
    </message>
    <message>
        <source>Keep intervals: move all dates of a patient alike</source>
        <translation>保留间隔：同一患者的所有日期按相同天数平移</translation>
    </message>
    <message>
        <source>Keep private attributes known to be safe</source>
        <translation>保留已知安全的私有属性</translation>
    </message>
    <message>
        <source>Keep sex, age, size and weight</source>
        <translation>保留性别、年龄、身高和体重</translation>
    </message>
    <message>
        <source>Keep the device&apos;s identity</source>
        <translation>保留设备标识</translation>
    </message>
    <message>
        <source>Keep words of descriptions that name nobody</source>
        <translation>保留描述中不涉及个人的词</translation>
    </message>
    <message>
        <source>Left out: {count}. The first, {file}: {reason}</source>
        <translation>略过 {count} 个。第一个 {file}：{reason}</translation>
    </message>
    <message>
        <source>No file could be de-identified; {count} were left out. The first: {reason}</source>
        <translation>没有文件能够去标识化；{count} 个被略过。第一个的原因：{reason}</translation>
    </message>
    <message>
        <source>Something that identifies the patient still stood in the file after cleaning, in a place no rule knows. It was not written; look at its attributes.</source>
        <translation>清理后文件中仍有可识别患者的内容，位于规则未涵盖之处。该文件未写出；请检查其属性。</translation>
    </message>
    <message>
        <source>Take the last box away</source>
        <translation>去掉最后一个矩形</translation>
    </message>
    <message>
        <source>Text may stand in the pixels of {count} files ({why}). Look at each of them, or draw boxes and write them again; the report beside them lists which.</source>
        <translation>{count} 个文件的像素中可能有文字（{why}）。请逐一查看，或画出矩形后重新写出；旁边的报告列出了是哪些文件。</translation>
    </message>
    <message>
        <source>The boxes could not be blacked out: no decoder here can read these pixels whole. Decompress the file with another program, or leave the series out.</source>
        <translation>无法涂黑矩形：这里没有解码器能完整读取这些像素。请用其他程序解压该文件，或不要包含该序列。</translation>
    </message>
    <message>
        <source>The document inside cannot be cleaned: its pages may name the patient. Leave it out, or include documents and look at each of them yourself.</source>
        <translation>内嵌文档无法清理：页面上可能有患者姓名。请不要包含它，或选择包含文档并逐一亲自检查。</translation>
    </message>
    <message>
        <source>The file could not be de-identified ({kind}) and was left out. Check it with another program.</source>
        <translation>该文件无法去标识化（{kind}），已略过。请用其他程序检查。</translation>
    </message>
    <message>
        <source>The file does not say what it is (SOP Class and Instance UID are missing), so no profile can be applied. Export it again.</source>
        <translation>文件未说明自身类型（缺少 SOP 类 UID 和实例 UID），无法套用去标识规范。请重新导出。</translation>
    </message>
    <message>
        <source>The file is damaged, so it cannot be said what it holds. Copy or export it again.</source>
        <translation>文件已损坏，无法确认其内容。请重新复制或导出。</translation>
    </message>
    <message>
        <source>The file is larger than 16 GB and was left out. Split it first.</source>
        <translation>文件大于 16 GB，已略过。请先拆分。</translation>
    </message>
    <message>
        <source>There is no DICOM file in the places named.</source>
        <translation>所给位置没有 DICOM 文件。</translation>
    </message>
    <message>
        <source>What changes in one file</source>
        <translation>一个文件中的改动</translation>
    </message>
    <message>
        <source>What is done</source>
        <translation>处理方式</translation>
    </message>
    <message>
        <source>Within</source>
        <translation>所在序列项</translation>
    </message>
    <message>
        <source>Write copies…</source>
        <translation>写出副本…</translation>
    </message>
    <message>
        <source>another UID</source>
        <translation>换用新 UID</translation>
    </message>
    <message>
        <source>cleaned</source>
        <translation>已清理</translation>
    </message>
    <message>
        <source>emptied</source>
        <translation>清空</translation>
    </message>
    <message>
        <source>images of that kind often have it</source>
        <translation>此类图像常有文字</translation>
    </message>
    <message>
        <source>items removed</source>
        <translation>删除条目</translation>
    </message>
    <message>
        <source>lettering was seen</source>
        <translation>看到了字形</translation>
    </message>
    <message>
        <source>removed</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>replaced</source>
        <translation>替换</translation>
    </message>
    <message>
        <source>shifted</source>
        <translation>平移</translation>
    </message>
    <message>
        <source>the header says so</source>
        <translation>文件头如此声明</translation>
    </message>
    <message>
        <source>{count} de-identified files were written to {folder}.</source>
        <translation>{count} 个去标识化文件已写入 {folder}。</translation>
    </message>
    <message>
        <source>{count} files written to {folder}.</source>
        <translation>{count} 个文件已写入 {folder}。</translation>
    </message>
    <message>
        <source>{folder} and what is to be de-identified lie in one another. Choose a folder elsewhere.</source>
        <translation>{folder} 与待去标识化的内容相互包含。请选择别处的文件夹。</translation>
    </message>
    <message>
        <source>{folder} is there already and is not empty. Choose a new folder, so that originals and copies are not mixed.</source>
        <translation>{folder} 已存在且不为空。请选择新文件夹，以免原件与副本混在一起。</translation>
    </message>
</context>
<context>
    <name>Device</name>
    <message>
        <source>AI &amp;device</source>
        <translation>AI 计算设备(&amp;D)</translation>
    </message>
    <message>
        <source>Apple GPU (MPS)</source>
        <translation>Apple GPU (MPS)</translation>
    </message>
    <message>
        <source>NVIDIA GPU (CUDA)</source>
        <translation>NVIDIA GPU (CUDA)</translation>
    </message>
    <message>
        <source>Processor (CPU)</source>
        <translation>处理器 (CPU)</translation>
    </message>
    <message>
        <source>The best there is</source>
        <translation>自动选择最佳设备</translation>
    </message>
    <message>
        <source>This computer has no device “{device}” for AI. Choose “auto” or “cpu”.</source>
        <translation>本机没有可用于 AI 的设备“{device}”。请选择“auto”或“cpu”。</translation>
    </message>
    <message>
        <source>Where models compute; takes effect with the next analysis.</source>
        <translation>模型的计算设备；下次分析时生效。</translation>
    </message>
</context>
<context>
    <name>Dialog</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>OK</source>
        <translation>确定</translation>
    </message>
</context>
<context>
    <name>Difference</name>
    <message>
        <source>A</source>
        <translation>A</translation>
    </message>
    <message>
        <source>Answer {name}</source>
        <translation>结果 {name}</translation>
    </message>
    <message>
        <source>Apart</source>
        <translation>间距</translation>
    </message>
    <message>
        <source>B</source>
        <translation>B</translation>
    </message>
    <message>
        <source>Both ({n})</source>
        <translation>两者均有（{n}）</translation>
    </message>
    <message>
        <source>Compare answers</source>
        <translation>比较结果</translation>
    </message>
    <message>
        <source>Differences</source>
        <translation>差异</translation>
    </message>
    <message>
        <source>Finding</source>
        <translation>所见</translation>
    </message>
    <message>
        <source>Only A ({n})</source>
        <translation>仅 A（{n}）</translation>
    </message>
    <message>
        <source>Only B ({n})</source>
        <translation>仅 B（{n}）</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
</context>
<context>
    <name>Display sets</name>
    <message>
        <source>Missing slices: {count} between slices {first} and {second}, which are {gap} mm apart where {median} mm is usual. Interpolated images stand in for them; nothing can be measured there. Look for the missing files.</source>
        <translation>第 {first} 层与第 {second} 层之间缺失 {count} 层：两层相距 {gap} mm，通常为 {median} mm。缺失处以插值图像代替，不能在其上测量。请查找缺失的文件。</translation>
    </message>
    <message>
        <source>Missing slices: {count}, too many for a volume; between slices {first} and {second} alone lie {gap} mm where {step} mm is one step. So this series is shown as a stack. Look for the missing files.</source>
        <translation>缺失 {count} 层，过多而无法构成容积；仅第 {first} 层与第 {second} 层之间就相距 {gap} mm，而层距为 {step} mm。因此本序列按图像堆栈显示。请查找缺失的文件。</translation>
    </message>
    <message>
        <source>On a regular grid these askew slices would be images of {rows} × {columns} pixels, so this series is shown as a stack, not a volume.</source>
        <translation>若重采样到规则网格，这些错开的层面将成为 {rows} × {columns} 像素的图像，因此本序列按图像堆栈显示，而非容积。</translation>
    </message>
    <message>
        <source>One image lies at the place of another one (slices {first} and {second}, 0.00 mm apart), so this series is shown as a stack, not a volume.</source>
        <translation>有 1 幅图像与另一幅位置相同（第 {first} 层与第 {second} 层，相距 0.00 mm），因此本序列按图像堆栈显示，而非容积。</translation>
    </message>
    <message>
        <source>Slice spacing is not even: {gap} mm between slices {first} and {second}, {median} mm elsewhere.</source>
        <translation>层间距不均匀：第 {first} 层与第 {second} 层之间为 {gap} mm，其余为 {median} mm。</translation>
    </message>
    <message>
        <source>Slices are missing in {gaps} more places; {missing} are missing in all.</source>
        <translation>另有 {gaps} 处缺层；共缺失 {missing} 层。</translation>
    </message>
    <message>
        <source>Slices as acquired, tilted by {degrees}°. AI findings stand on the resampled ones.</source>
        <translation>按采集显示的层面，倾斜 {degrees}°。AI 所见标在重采样后的层面上。</translation>
    </message>
    <message>
        <source>Slices lie askew on one another by {degrees}°, more than any gantry tilts, so this series is shown as a stack, not a volume.</source>
        <translation>各层相互错开 {degrees}°，超过任何机架的倾斜范围，因此本序列按图像堆栈显示，而非容积。</translation>
    </message>
    <message>
        <source>Slices lie askew on one another by {degrees}°: they are shown resampled onto a regular grid.</source>
        <translation>各层相互错开 {degrees}°：已重采样到规则网格上显示。</translation>
    </message>
    <message>
        <source>Slices lie up to {drift} mm beside the straight line through the stack, so this series is shown as a stack, not a volume.</source>
        <translation>层面偏离堆栈中轴最多 {drift} mm，因此该序列按图像堆栈而非容积显示。</translation>
    </message>
    <message>
        <source>Slices {first} and {second} are {gap} mm apart where {median} mm is usual, so this series is shown as a stack, not a volume.</source>
        <translation>第 {first} 层与第 {second} 层相距 {gap} mm，通常为 {median} mm，因此该序列按图像堆栈而非容积显示。</translation>
    </message>
    <message>
        <source>The gantry was tilted by {degrees}°: slices are shown resampled onto a regular grid.</source>
        <translation>机架倾斜 {degrees}°：层面已重采样到规则网格上显示。</translation>
    </message>
    <message>
        <source>This series is split by {what}.</source>
        <translation>本序列按{what}拆分。</translation>
    </message>
    <message>
        <source>acquisition number</source>
        <translation>采集编号</translation>
    </message>
    <message>
        <source>b-value</source>
        <translation>b 值</translation>
    </message>
    <message>
        <source>cardiac phase</source>
        <translation>心动周期时相</translation>
    </message>
    <message>
        <source>colour</source>
        <translation>颜色</translation>
    </message>
    <message>
        <source>detector</source>
        <translation>探测器</translation>
    </message>
    <message>
        <source>echo number</source>
        <translation>回波编号</translation>
    </message>
    <message>
        <source>echo time</source>
        <translation>回波时间</translation>
    </message>
    <message>
        <source>file</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>frame of reference</source>
        <translation>参考坐标系</translation>
    </message>
    <message>
        <source>image size</source>
        <translation>图像尺寸</translation>
    </message>
    <message>
        <source>image type</source>
        <translation>图像类型</translation>
    </message>
    <message>
        <source>kernel</source>
        <translation>重建核</translation>
    </message>
    <message>
        <source>kind of image</source>
        <translation>图像种类</translation>
    </message>
    <message>
        <source>known place</source>
        <translation>有无位置信息</translation>
    </message>
    <message>
        <source>localizer</source>
        <translation>定位像</translation>
    </message>
    <message>
        <source>order of acquisition</source>
        <translation>采集顺序</translation>
    </message>
    <message>
        <source>orientation or pixel size</source>
        <translation>方向或像素大小</translation>
    </message>
    <message>
        <source>position in the plane</source>
        <translation>层面内位置</translation>
    </message>
    <message>
        <source>side and view</source>
        <translation>侧别与投照位</translation>
    </message>
    <message>
        <source>stack</source>
        <translation>堆栈</translation>
    </message>
    <message>
        <source>time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>trigger time</source>
        <translation>触发时间</translation>
    </message>
    <message>
        <source>unit</source>
        <translation>单位</translation>
    </message>
    <message>
        <source>{count} images lie at the place of another one (slices {first} and {second}, 0.00 mm apart), so this series is shown as a stack, not a volume.</source>
        <translation>{count} 幅图像与另一幅位置相同（第 {first} 层与第 {second} 层，相距 0.00 mm），因此本序列按图像堆栈显示，而非容积。</translation>
    </message>
    <message>
        <source>{one} and {other}</source>
        <translation>{one}和{other}</translation>
    </message>
</context>
<context>
    <name>Edit</name>
    <message>
        <source>&amp;Redo</source>
        <translation>重做(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>撤销(&amp;U)</translation>
    </message>
    <message>
        <source>Do the step again that was undone last.</source>
        <translation>重新执行刚撤销的步骤。</translation>
    </message>
    <message>
        <source>Done again: {what}</source>
        <translation>已重做：{what}</translation>
    </message>
    <message>
        <source>Take the last step back: a measurement, a decision, a deletion, a window, the layout.</source>
        <translation>撤销上一步：测量、判定、删除、窗宽窗位或布局。</translation>
    </message>
    <message>
        <source>Undone: {what}</source>
        <translation>已撤销：{what}</translation>
    </message>
</context>
<context>
    <name>Erase</name>
    <message>
        <source>Erase</source>
        <translation>清除</translation>
    </message>
    <message>
        <source>Erase this patient’s traces</source>
        <translation>清除此患者的痕迹</translation>
    </message>
    <message>
        <source>Image files stay where they are, and so do reports you have written. This cannot be undone.</source>
        <translation>图像文件和您已生成的报告均保留在原处。此操作无法撤销。</translation>
    </message>
    <message>
        <source>MedViewer will forget:
•  all studies of this patient on the list, with their thumbnails
•  findings, decisions and texts of those that are open; they are closed
•  what names the patient in the log, the last folder opened, and damaged copies of the list</source>
        <translation>MedViewer 将清除：
•  列表中该患者的所有检查及其缩略图
•  已打开检查的所见、判定和文字，这些检查将被关闭
•  日志中涉及该患者的内容、最近打开的文件夹记录，以及列表的损坏副本</translation>
    </message>
</context>
<context>
    <name>Evaluation</name>
    <message>
        <source>Measuring {name}</source>
        <translation>正在评测 {name}</translation>
    </message>
    <message>
        <source>The card of {model} states no figures of the split “{split}”, so there is nothing to compare. Leave out --against-card, or name the split the card states.</source>
        <translation>{model} 的模型卡没有给出“{split}”数据划分的指标，因此无可比较。请去掉 --against-card，或指定模型卡所述的数据划分。</translation>
    </message>
    <message>
        <source>There is no model “{name}”. Name one of {known}, or the folder of a training run.</source>
        <translation>没有模型“{name}”。请指定以下之一：{known}，或某次训练的文件夹。</translation>
    </message>
    <message>
        <source>{model} does not look for nodules on chest CT, and there are no other phantoms. Leave out --phantoms.</source>
        <translation>{model} 不是用于在胸部 CT 上寻找结节的模型，而目前没有其他体模。请去掉 --phantoms。</translation>
    </message>
</context>
<context>
    <name>Explanation</name>
    <message>
        <source>Class-activation map</source>
        <translation>类激活图</translation>
    </message>
    <message>
        <source>Grad-CAM</source>
        <translation>Grad-CAM</translation>
    </message>
    <message>
        <source>Integrated gradients</source>
        <translation>积分梯度</translation>
    </message>
    <message>
        <source>Occlusion</source>
        <translation>遮挡法</translation>
    </message>
    <message>
        <source>Where information was pooled</source>
        <translation>信息汇集之处</translation>
    </message>
    <message>
        <source>{method}</source>
        <translation>{method}</translation>
    </message>
</context>
<context>
    <name>Explanations</name>
    <message>
        <source>Explaining a finding</source>
        <translation>正在解释发现</translation>
    </message>
    <message>
        <source>The network {network} has no class-map head, so it cannot be explained by Grad-CAM. Choose another method.</source>
        <translation>网络 {network} 没有类别图输出头，因此无法用 Grad-CAM 解释。请选择其他方法。</translation>
    </message>
    <message>
        <source>There is no explanation method “{method}”. Choose one of: {methods}.</source>
        <translation>没有名为“{method}”的解释方法。请选择其一：{methods}。</translation>
    </message>
</context>
<context>
    <name>Export</name>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>An image of this series has no SOP Instance UID of its own, so no DICOM object can refer to it. Ask for the images to be sent again.</source>
        <translation>该序列中有一幅图像没有自己的 SOP Instance UID，因此任何 DICOM 对象都无法引用它。请要求重新发送图像。</translation>
    </message>
    <message>
        <source>As</source>
        <translation>作为</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>Every export gets a name of its own: date and time.</source>
        <translation>每次导出都以日期和时间单独命名。</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Exporting</source>
        <translation>正在导出</translation>
    </message>
    <message>
        <source>Folder for exports</source>
        <translation>导出文件夹</translation>
    </message>
    <message>
        <source>Image {number} is spoken of, but the series has only {count}. Open the study again and export then.</source>
        <translation>所涉及的第 {number} 幅图像不存在：该序列只有 {count} 幅图像。请重新打开该检查后再导出。</translation>
    </message>
    <message>
        <source>None</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>打开文件夹</translation>
    </message>
    <message>
        <source>Send…</source>
        <translation>发送…</translation>
    </message>
    <message>
        <source>The export was stopped. Nothing of it was written.</source>
        <translation>导出已停止，没有写入任何内容。</translation>
    </message>
    <message>
        <source>The report is not signed: documents say PRELIMINARY, DICOM objects NOT VERIFIED.</source>
        <translation>报告尚未签署：文件标有“初步”，DICOM 对象标有 NOT VERIFIED。</translation>
    </message>
    <message>
        <source>The series could not be written to {folder} ({reason}). Choose a folder you may write to, with space for it.</source>
        <translation>无法将序列写入 {folder}（{reason}）。请选择有写入权限且空间足够的文件夹。</translation>
    </message>
    <message>
        <source>The study as it is open has no longer the images that this speaks of, so no DICOM object can refer to them. Open the study again and export then.</source>
        <translation>当前打开的检查中已不再有这里所涉及的图像，因此任何 DICOM 对象都无法引用它们。请重新打开该检查后再导出。</translation>
    </message>
    <message>
        <source>The study&apos;s data cannot be put as FHIR: {reason}. The other documents do not need it.</source>
        <translation>本检查的数据无法写成 FHIR：{reason}。其他文件不受影响。</translation>
    </message>
    <message>
        <source>Writing {kind}</source>
        <translation>正在写入 {kind}</translation>
    </message>
    <message>
        <source>in</source>
        <translation>位于</translation>
    </message>
    <message>
        <source>{count} files exported</source>
        <translation>已导出 {count} 个文件</translation>
    </message>
    <message>
        <source>{count} files exported to {place}</source>
        <translation>已将 {count} 个文件导出到 {place}</translation>
    </message>
    <message>
        <source>{kind} could not be made ({cause}). The other documents were written; the log says more.</source>
        <translation>无法生成 {kind}（{cause}）。其他文档已写入；详情见日志。</translation>
    </message>
    <message>
        <source>{kind} was not exported: {reason}</source>
        <translation>{kind}未导出：{reason}</translation>
    </message>
    <message>
        <source>{path} could not be written ({reason}). Choose a folder you may write to, with space for it.</source>
        <translation>无法写入 {path}（{reason}）。请选择有写入权限且空间足够的文件夹。</translation>
    </message>
    <message>
        <source>“{name}” does not end in a format MedViewer writes. Use one of {suffixes}.</source>
        <translation>“{name}”的后缀不是 MedViewer 能写出的格式。请使用以下之一：{suffixes}。</translation>
    </message>
</context>
<context>
    <name>Fault bundle</name>
    <message>
        <source>Collecting</source>
        <translation>正在收集</translation>
    </message>
    <message>
        <source>Written, sent to nobody: {path}</source>
        <translation>已写入，未发送给任何人：{path}</translation>
    </message>
</context>
<context>
    <name>Fault report</name>
    <message>
        <source>A DICOM header without identity, all its pixels zero ({kilobytes} kB before packing).</source>
        <translation>去除身份的 DICOM 文件头，像素全部为零（打包前 {kilobytes} kB）。</translation>
    </message>
    <message>
        <source>Add the headers of the study on screen, without identity, all pixels zero</source>
        <translation>加入当前检查的文件头（去除身份，像素全部为零）</translation>
    </message>
    <message>
        <source>Files of the bundle</source>
        <translation>包中的文件</translation>
    </message>
    <message>
        <source>Report a fault</source>
        <translation>报告问题</translation>
    </message>
    <message>
        <source>This collects what helps to mend a fault into one file. Nothing is sent: look at everything in it, write it, and pass it on yourself. It holds no names of patients, no identifiers, no pixels.</source>
        <translation>此处把有助于解决问题的内容收集到一个文件中。不会发送任何内容：请查看其中全部内容，写入文件后由您自行转交。其中不含患者姓名、标识符和像素。</translation>
    </message>
    <message>
        <source>What the file says</source>
        <translation>文件内容</translation>
    </message>
    <message>
        <source>Write file…</source>
        <translation>写入文件…</translation>
    </message>
    <message>
        <source>Write the fault report</source>
        <translation>写入问题报告</translation>
    </message>
    <message>
        <source>{count} headers were left out: they could not be cleaned, or there are more than 2,000.</source>
        <translation>有 {count} 个文件头未加入：无法去除身份，或超过 2,000 个。</translation>
    </message>
</context>
<context>
    <name>Fidelity</name>
    <message>
        <source>Every {stride}. row and column while you drag</source>
        <translation>拖动时每 {stride} 行、列只显示其一</translation>
    </message>
    <message>
        <source>In full resolution again</source>
        <translation>已恢复全分辨率</translation>
    </message>
    <message>
        <source>Pixels of {shown} mm instead of {exact} mm while you drag</source>
        <translation>拖动时像素为 {shown} mm，而非 {exact} mm</translation>
    </message>
    <message>
        <source>Voxels twice as long while it moves</source>
        <translation>移动时体素边长加倍</translation>
    </message>
</context>
<context>
    <name>File</name>
    <message>
        <source>&amp;Close all studies</source>
        <translation>关闭所有检查(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Erase this patient’s traces…</source>
        <translation>清除此患者的痕迹(&amp;E)…</translation>
    </message>
    <message>
        <source>&amp;Print images…</source>
        <translation>打印图像(&amp;P)…</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>退出(&amp;Q)</translation>
    </message>
    <message>
        <source>&amp;Read a session in…</source>
        <translation>读入会话(&amp;R)…</translation>
    </message>
    <message>
        <source>&amp;Stop scanning</source>
        <translation>停止扫描文件(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Write the session to a file…</source>
        <translation>将会话写入文件(&amp;W)…</translation>
    </message>
    <message>
        <source>Bring back what was done in studies, from a file written elsewhere.</source>
        <translation>从别处写出的文件中恢复检查中所做的内容。</translation>
    </message>
    <message>
        <source>Close every open study. Nothing on disk is touched.</source>
        <translation>关闭所有已打开的检查。磁盘上的文件不受影响。</translation>
    </message>
    <message>
        <source>Close t&amp;his study</source>
        <translation>关闭此检查(&amp;H)</translation>
    </message>
    <message>
        <source>Close the study shown. Nothing on disk is touched.</source>
        <translation>关闭当前显示的检查，不改动磁盘上的任何内容。</translation>
    </message>
    <message>
        <source>Erase a patient of the library</source>
        <translation>清除检查库中的患者</translation>
    </message>
    <message>
        <source>Find a study that was opened before, by name, ID, date or words.</source>
        <translation>按姓名、编号、日期或关键词查找以前打开过的检查。</translation>
    </message>
    <message>
        <source>Keep what was found so far and leave the rest.</source>
        <translation>保留已找到的内容，不再继续。</translation>
    </message>
    <message>
        <source>Leave MedViewer.</source>
        <translation>退出 MedViewer。</translation>
    </message>
    <message>
        <source>Make MedViewer forget a patient. Image files and written reports stay.</source>
        <translation>让 MedViewer 不再保留某位患者的信息。图像文件和已生成的报告予以保留。</translation>
    </message>
    <message>
        <source>Measurements, decisions, windows and layout of all open studies in one file, to go on elsewhere. It names the patients and holds no images.</source>
        <translation>将所有已打开检查的测量、判定、窗宽窗位和布局写入一个文件，以便在别处继续。文件含患者姓名，不含图像。</translation>
    </message>
    <message>
        <source>Open &amp;folder…</source>
        <translation>打开文件夹(&amp;F)…</translation>
    </message>
    <message>
        <source>Open a study of the library</source>
        <translation>打开检查库中的检查</translation>
    </message>
    <message>
        <source>Open every study in a folder and the folders below it.</source>
        <translation>打开文件夹及其子文件夹中的所有检查。</translation>
    </message>
    <message>
        <source>Open f&amp;iles…</source>
        <translation>打开文件(&amp;I)…</translation>
    </message>
    <message>
        <source>Open single DICOM files or ZIP archives.</source>
        <translation>打开单个 DICOM 文件或 ZIP 压缩包。</translation>
    </message>
    <message>
        <source>Open what was dropped</source>
        <translation>打开拖入的内容</translation>
    </message>
    <message>
        <source>Remove from the library</source>
        <translation>从检查库中移除</translation>
    </message>
    <message>
        <source>Search the &amp;library</source>
        <translation>搜索检查库(&amp;L)</translation>
    </message>
    <message>
        <source>The active image, all on the screen, or the key images: on paper or as PDF, with patient and date or without the name.</source>
        <translation>当前图像、屏幕上全部图像或关键图像：打印到纸张或存为 PDF，可带患者信息和日期，也可隐去姓名。</translation>
    </message>
</context>
<context>
    <name>File set</name>
    <message>
        <source>The DICOMDIR is damaged, so every file in the folder around it was read instead.</source>
        <translation>DICOMDIR 已损坏，因此改为读取其所在文件夹中的所有文件。</translation>
    </message>
    <message>
        <source>The DICOMDIR is far larger than one is, so every file in the folder around it was read instead.</source>
        <translation>DICOMDIR 大得异常，因此改为读取其所在文件夹中的所有文件。</translation>
    </message>
    <message>
        <source>The DICOMDIR lists no file that is there, so every file in the folder around it was read instead.</source>
        <translation>DICOMDIR 所列的文件均不存在，因此改为读取其所在文件夹中的所有文件。</translation>
    </message>
    <message>
        <source>The DICOMDIR lists this file, but it is not there. Copy the whole medium again.</source>
        <translation>DICOMDIR 列出了此文件，但文件不存在。请重新复制整个介质。</translation>
    </message>
    <message>
        <source>The DICOMDIR names a file outside its own folder. It was left out: a medium has no business there.</source>
        <translation>DICOMDIR 指向其所在文件夹之外的文件，该文件已被忽略：介质不应引用外部文件。</translation>
    </message>
</context>
<context>
    <name>Finding</name>
    <message>
        <source>whole image</source>
        <translation>整幅图像</translation>
    </message>
</context>
<context>
    <name>Findings</name>
    <message>
        <source>#</source>
        <translation>#</translation>
    </message>
    <message>
        <source>&amp;Edit finding</source>
        <translation>修改发现(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Leave finding as it was</source>
        <translation>放弃对发现的修改(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Next finding</source>
        <translation>下一个发现(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Previous finding</source>
        <translation>上一个发现(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Reject finding</source>
        <translation>拒绝发现(&amp;R)</translation>
    </message>
    <message>
        <source>1 finding</source>
        <translation>1 个发现</translation>
    </message>
    <message>
        <source>A probability, calibrated on data held back from training.</source>
        <translation>概率，已用训练之外的数据校准。</translation>
    </message>
    <message>
        <source>A score, not a probability: higher means more like what the model was trained to find.</source>
        <translation>是评分而非概率：越高表示越接近模型训练所识别的目标。</translation>
    </message>
    <message>
        <source>A&amp;ccept finding</source>
        <translation>接受发现(&amp;C)</translation>
    </message>
    <message>
        <source>Accept</source>
        <translation>接受</translation>
    </message>
    <message>
        <source>Add a &amp;missed finding</source>
        <translation>添加遗漏的发现(&amp;M)</translation>
    </message>
    <message>
        <source>Added by the reader: no model has scored it.</source>
        <translation>由阅片医师添加：没有模型为其评分。</translation>
    </message>
    <message>
        <source>Analysis is running. Go on reading; findings appear here.</source>
        <translation>正在分析。请继续阅片，发现将显示在此处。</translation>
    </message>
    <message>
        <source>Analyze study</source>
        <translation>分析检查</translation>
    </message>
    <message>
        <source>Analyze study · about {minutes} min</source>
        <translation>分析检查 · 约 {minutes} 分钟</translation>
    </message>
    <message>
        <source>Analyze study · about {seconds} s</source>
        <translation>分析检查 · 约 {seconds} 秒</translation>
    </message>
    <message>
        <source>As proposed: {name}, {site}, {size}</source>
        <translation>AI 原建议：{name}，{site}，{size}</translation>
    </message>
    <message>
        <source>Attention map</source>
        <translation>注意力图</translation>
    </message>
    <message>
        <source>Below it the most specific operating point that it reaches, as a word.</source>
        <translation>其下为所达到的最特异的工作点等级。</translation>
    </message>
    <message>
        <source>Blue speaks against the finding, orange for it; not an outline.</source>
        <translation>蓝色为反对该发现的依据，橙色为支持；并非病灶轮廓。</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Cannot exclude: {labels}</source>
        <translation>不能排除：{labels}</translation>
    </message>
    <message>
        <source>Card…</source>
        <translation>模型卡…</translation>
    </message>
    <message>
        <source>Click on a finding the AI has missed, or drag a box around it.</source>
        <translation>单击 AI 遗漏的发现，或在其周围拖出方框。</translation>
    </message>
    <message>
        <source>Confidence ≥ {percent} %</source>
        <translation>置信度 ≥ {percent} %</translation>
    </message>
    <message>
        <source>Decision</source>
        <translation>判定</translation>
    </message>
    <message>
        <source>Drag its handles; Shift + wheel takes more or fewer images; a freehand region outlines it anew.</source>
        <translation>拖动控制点；Shift + 滚轮增减图像；徒手区域可重新勾画轮廓。</translation>
    </message>
    <message>
        <source>Drop what was changed of the finding in hand.</source>
        <translation>丢弃对当前发现所做的修改。</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>修改</translation>
    </message>
    <message>
        <source>Elsewhere…</source>
        <translation>其他计算机…</translation>
    </message>
    <message>
        <source>Filter by confidence</source>
        <translation>按置信度筛选</translation>
    </message>
    <message>
        <source>Finding</source>
        <translation>发现</translation>
    </message>
    <message>
        <source>Findings are added on the slices as they are analyzed. Leave “Slices as acquired” first.</source>
        <translation>发现只能添加在用于分析的层面上。请先退出“按采集显示层面”。</translation>
    </message>
    <message>
        <source>Findings of the AI</source>
        <translation>AI 发现</translation>
    </message>
    <message>
        <source>Give a finding an outline</source>
        <translation>为发现勾画轮廓</translation>
    </message>
    <message>
        <source>Go to the next finding that waits for a decision.</source>
        <translation>转到下一个待判定的发现。</translation>
    </message>
    <message>
        <source>Hide findings below this score</source>
        <translation>隐藏低于此评分的发现</translation>
    </message>
    <message>
        <source>Hides undecided findings below this score; accepted and rejected ones stay. The mark: the model&apos;s own threshold.</source>
        <translation>隐藏低于此评分的未决定发现；已接受和已拒绝的仍显示。标记处为模型自身的阈值。</translation>
    </message>
    <message>
        <source>How strongly the map covers the image.</source>
        <translation>热图覆盖图像的强度。</translation>
    </message>
    <message>
        <source>Images are at {machine}</source>
        <translation>图像正在 {machine}</translation>
    </message>
    <message>
        <source>It has no series to show it.</source>
        <translation>没有可供其分析的序列。</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>Keep a finding</source>
        <translation>保留发现</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Leave the findings; the decision keys do nothing then.</source>
        <translation>取消选择；此时判定键不起作用。</translation>
    </message>
    <message>
        <source>Long and short axis on the slice it is shown on</source>
        <translation>所示层面上的长径与短径</translation>
    </message>
    <message>
        <source>Method of the map</source>
        <translation>热图方法</translation>
    </message>
    <message>
        <source>Move the selected finding&apos;s box or outline by its handles, its slices with Shift + wheel, or call it something else; E or Enter keeps it, Esc leaves it as it was.</source>
        <translation>用控制点移动选中发现的方框或轮廓，用 Shift + 滚轮改变其层面范围，或另行命名；E 或 Enter 保留，Esc 放弃修改。</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Next &amp;undecided finding</source>
        <translation>下一个待判定发现(&amp;U)</translation>
    </message>
    <message>
        <source>No finding above threshold. Move the slider left to see weaker ones.</source>
        <translation>没有高于阈值的发现。向左移动滑块可查看较弱的发现。</translation>
    </message>
    <message>
        <source>No finding above threshold. This does not mean there is none.</source>
        <translation>没有高于阈值的发现。这并不表示没有病变。</translation>
    </message>
    <message>
        <source>No finding of your own yet.</source>
        <translation>您还没有自己的发现。</translation>
    </message>
    <message>
        <source>Not analyzed yet.</source>
        <translation>尚未分析。</translation>
    </message>
    <message>
        <source>Not analyzed yet. Another study is being analyzed; this one can be next.</source>
        <translation>尚未分析。正在分析另一项检查，完成后即可分析此检查。</translation>
    </message>
    <message>
        <source>Not analyzed: the lines above say why.</source>
        <translation>未分析：原因见上方说明。</translation>
    </message>
    <message>
        <source>Not for this study: {models}</source>
        <translation>不适用于本检查：{models}</translation>
    </message>
    <message>
        <source>Not offered: it did not pass “{test}”.</source>
        <translation>不提供：未通过“{test}”。</translation>
    </message>
    <message>
        <source>Of the whole image: it has no place to be moved.</source>
        <translation>针对整幅图像：没有可移动的位置。</translation>
    </message>
    <message>
        <source>Open a study to analyze it.</source>
        <translation>请打开检查以进行分析。</translation>
    </message>
    <message>
        <source>Put back to un&amp;decided</source>
        <translation>恢复为待判定(&amp;D)</translation>
    </message>
    <message>
        <source>Reject</source>
        <translation>拒绝</translation>
    </message>
    <message>
        <source>Remove &amp;own finding</source>
        <translation>移除自己添加的发现(&amp;O)</translation>
    </message>
    <message>
        <source>Remove the selected finding that you added. It can be undone.</source>
        <translation>移除选中的由您添加的发现。可以撤销。</translation>
    </message>
    <message>
        <source>Run against the guard&apos;s advice: “{reason}”</source>
        <translation>违反防护建议运行：“{reason}”</translation>
    </message>
    <message>
        <source>Run anyway…</source>
        <translation>仍要运行…</translation>
    </message>
    <message>
        <source>Run it against the guard&apos;s advice, with a reason of yours.</source>
        <translation>说明理由后，不顾防护建议运行该模型。</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>评分</translation>
    </message>
    <message>
        <source>Score ≥ {score}</source>
        <translation>评分 ≥ {score}</translation>
    </message>
    <message>
        <source>Select &amp;none</source>
        <translation>取消选择(&amp;N)</translation>
    </message>
    <message>
        <source>Select a finding</source>
        <translation>选择一个发现</translation>
    </message>
    <message>
        <source>Select the finding before and show it.</source>
        <translation>选择上一个发现并显示。</translation>
    </message>
    <message>
        <source>Select the next finding and show it.</source>
        <translation>选择下一个发现并显示。</translation>
    </message>
    <message>
        <source>Series…</source>
        <translation>序列…</translation>
    </message>
    <message>
        <source>Show or hide what this answer found.</source>
        <translation>显示或隐藏此结果的所见。</translation>
    </message>
    <message>
        <source>Show this answer</source>
        <translation>显示此结果</translation>
    </message>
    <message>
        <source>Site</source>
        <translation>部位</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Strength of the map</source>
        <translation>热图强度</translation>
    </message>
    <message>
        <source>Take the decision on the selected finding back.</source>
        <translation>撤回对所选发现的判定。</translation>
    </message>
    <message>
        <source>Take the selected finding into the report.</source>
        <translation>将所选发现写入报告。</translation>
    </message>
    <message>
        <source>The cell in front is empty. Choose a series for it.</source>
        <translation>当前窗格为空。请为其选择一个序列。</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>What this model is for, how well it did, its limits.</source>
        <translation>该模型的用途、性能和局限性。</translation>
    </message>
    <message>
        <source>Where the AI computes: {device}</source>
        <translation>AI 计算设备：{device}</translation>
    </message>
    <message>
        <source>accepted</source>
        <translation>已接受</translation>
    </message>
    <message>
        <source>added by reader</source>
        <translation>已添加</translation>
    </message>
    <message>
        <source>all decided</source>
        <translation>全部已判定</translation>
    </message>
    <message>
        <source>edited</source>
        <translation>已修改</translation>
    </message>
    <message>
        <source>finding</source>
        <translation>发现</translation>
    </message>
    <message>
        <source>image {number}</source>
        <translation>图像 {number}</translation>
    </message>
    <message>
        <source>members differ by ± {spread}</source>
        <translation>成员网络相差 ± {spread}</translation>
    </message>
    <message>
        <source>no finding above threshold</source>
        <translation>无高于阈值的发现</translation>
    </message>
    <message>
        <source>rejected</source>
        <translation>已拒绝</translation>
    </message>
    <message>
        <source>undecided</source>
        <translation>待判定</translation>
    </message>
    <message>
        <source>{count} findings</source>
        <translation>{count} 个发现</translation>
    </message>
    <message>
        <source>{count} undecided</source>
        <translation>{count} 个待判定</translation>
    </message>
    <message>
        <source>{decision}:
{reason}</source>
        <translation>{decision}：
{reason}</translation>
    </message>
    <message>
        <source>{found}, {count} weaker</source>
        <translation>{found}，另有 {count} 个较弱</translation>
    </message>
    <message>
        <source>{model}</source>
        <translation>{model}</translation>
    </message>
    <message>
        <source>{model}, run {number}</source>
        <translation>{model}，第 {number} 次运行</translation>
    </message>
    <message>
        <source>{model}: {found}</source>
        <translation>{model}：{found}</translation>
    </message>
    <message>
        <source>{name}</source>
        <translation>{name}</translation>
    </message>
    <message>
        <source>{site}</source>
        <translation>{site}</translation>
    </message>
    <message>
        <source>{size} (axes of the largest outline), {images}</source>
        <translation>{size}（最大轮廓的长短径），{images}</translation>
    </message>
    <message>
        <source>{size} (sides of the box), {images}</source>
        <translation>{size}（方框边长），{images}</translation>
    </message>
    <message>
        <source>{model}: abstained. {reason}</source>
        <translation>{model}：弃权。{reason}</translation>
    </message>
    <message>
        <source>Keep the selected finding out of the report&apos;s findings; a key says why: 1 vessel, 2 artefact, 3 scar, 4 wrong place, 5 wrong label, 6 known; Enter or Esc none of these.</source>
        <translation>选中的发现不进入报告的所见；再按一键说明原因：1 血管，2 伪影，3 瘢痕，4 位置错误，5 标签错误，6 已知；Enter 或 Esc 不说明原因。</translation>
    </message>
    <message>
        <source>{model}: made for this series, not run yet</source>
        <translation>{model}：适用于本序列，尚未运行</translation>
    </message>
    <message>
        <source>{model}: not run yet</source>
        <translation>{model}：尚未运行</translation>
    </message>
    <message>
        <source>{model}: refused. {reason}</source>
        <translation>{model}：拒绝分析。{reason}</translation>
    </message>
    <message>
        <source>{model}: running or waiting</source>
        <translation>{model}：正在运行或等待</translation>
    </message>
    <message>
        <source>{reader}, {time} UTC</source>
        <translation>{reader}，{time} UTC</translation>
    </message>
    <message>
        <source>{shown} of {count} shown</source>
        <translation>显示 {shown} / {count}</translation>
    </message>
</context>
<context>
    <name>FollowUp</name>
    <message>
        <source>#</source>
        <translation>#</translation>
    </message>
    <message>
        <source>&amp;Confirm match</source>
        <translation>确认匹配(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Do not count</source>
        <translation>不计入(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Lymph node</source>
        <translation>淋巴结(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Match lesions to earlier examinations</source>
        <translation>将病灶与既往检查匹配(&amp;M)</translation>
    </message>
    <message>
        <source>? {method}</source>
        <translation>? {method}</translation>
    </message>
    <message>
        <source>At most two targets are summed of one organ.</source>
        <translation>每个器官最多计入两个靶病灶。</translation>
    </message>
    <message>
        <source>Baseli&amp;ne</source>
        <translation>基线(&amp;N)</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>变化</translation>
    </message>
    <message>
        <source>Choose a lesion in the Follow-up panel first.</source>
        <translation>请先在“随访”面板中选择一个病灶。</translation>
    </message>
    <message>
        <source>Choose the baseline</source>
        <translation>选择基线</translation>
    </message>
    <message>
        <source>Confirm</source>
        <translation>确认</translation>
    </message>
    <message>
        <source>Confirm &amp;all proposed matches</source>
        <translation>确认全部建议的匹配(&amp;A)</translation>
    </message>
    <message>
        <source>Confirm all</source>
        <translation>全部确认</translation>
    </message>
    <message>
        <source>Count as &amp;target</source>
        <translation>计为靶病灶(&amp;T)</translation>
    </message>
    <message>
        <source>Count as n&amp;on-target</source>
        <translation>计为非靶病灶(&amp;O)</translation>
    </message>
    <message>
        <source>Count as ne&amp;w lesion</source>
        <translation>计为新病灶(&amp;W)</translation>
    </message>
    <message>
        <source>Counts as</source>
        <translation>计为</translation>
    </message>
    <message>
        <source>Doubling time</source>
        <translation>倍增时间</translation>
    </message>
    <message>
        <source>Doubling time from diameters: the lesion is taken for a ball (Schwartz 1961).</source>
        <translation>由直径推算的倍增时间：将病灶视为球体（Schwartz 1961）。</translation>
    </message>
    <message>
        <source>Every match that is proposed is so.</source>
        <translation>所有建议的匹配均成立。</translation>
    </message>
    <message>
        <source>Follow-&amp;up</source>
        <translation>随访(&amp;U)</translation>
    </message>
    <message>
        <source>Follow-up</source>
        <translation>随访</translation>
    </message>
    <message>
        <source>Follow-up pa&amp;nel</source>
        <translation>随访面板(&amp;N)</translation>
    </message>
    <message>
        <source>Followed, not summed: present, absent or unequivocally progressing.</source>
        <translation>随访但不计入总和：存在、消失或明确进展。</translation>
    </message>
    <message>
        <source>Grown or shrunk: beyond what measuring twice would differ by. Volumes 25 %; diameters 1.5 mm below 10 mm, 2 mm from there on (Fleischner 2017, BTS 2015).</source>
        <translation>增大或缩小：超过重复测量的误差。体积 25 %；直径小于 10 mm 时 1.5 mm，10 mm 及以上 2 mm（Fleischner 2017，BTS 2015）。</translation>
    </message>
    <message>
        <source>Here &amp;unequivocally progressing</source>
        <translation>本次明确进展(&amp;U)</translation>
    </message>
    <message>
        <source>Here a&amp;bsent</source>
        <translation>本次消失(&amp;B)</translation>
    </message>
    <message>
        <source>Here as m&amp;easured</source>
        <translation>本次以测量为准(&amp;E)</translation>
    </message>
    <message>
        <source>Here not e&amp;valuated</source>
        <translation>本次未评估(&amp;V)</translation>
    </message>
    <message>
        <source>Here too small to measure (&amp;5 mm)</source>
        <translation>本次过小无法测量（&amp;5 mm）</translation>
    </message>
    <message>
        <source>It is seen; RECIST 1.1 counts 5 mm.</source>
        <translation>可见；RECIST 1.1 按 5 mm 计。</translation>
    </message>
    <message>
        <source>It is the same lesion: it keeps the earlier one&apos;s tracking UID.</source>
        <translation>是同一病灶：沿用既往病灶的跟踪 UID。</translation>
    </message>
    <message>
        <source>Its diameter is in the RECIST sum (a node&apos;s short axis).</source>
        <translation>其直径计入 RECIST 总和（淋巴结为短径）。</translation>
    </message>
    <message>
        <source>Lesion</source>
        <translation>病灶</translation>
    </message>
    <message>
        <source>Lesion {number}: a node is a target from a short axis of 15 mm.</source>
        <translation>病灶 {number}：淋巴结短径达到 15 mm 才可作为靶病灶。</translation>
    </message>
    <message>
        <source>Lesion {number}: a target measures at least 10 mm at baseline.</source>
        <translation>病灶 {number}：靶病灶基线长径至少为 10 mm。</translation>
    </message>
    <message>
        <source>Lesion ▾</source>
        <translation>病灶 ▾</translation>
    </message>
    <message>
        <source>Lesions over time</source>
        <translation>病灶随时间变化</translation>
    </message>
    <message>
        <source>Lesions over time: sizes, changes, RECIST 1.1, a trend.</source>
        <translation>病灶随访：大小、变化、RECIST 1.1、趋势。</translation>
    </message>
    <message>
        <source>Listed with its sizes; not part of RECIST.</source>
        <translation>列出大小，不参与 RECIST。</translation>
    </message>
    <message>
        <source>Loading and registering …</source>
        <translation>正在加载并配准……</translation>
    </message>
    <message>
        <source>Match a lesion by hand</source>
        <translation>手动匹配病灶</translation>
    </message>
    <message>
        <source>Match to earlier</source>
        <translation>与既往匹配</translation>
    </message>
    <message>
        <source>Matched</source>
        <translation>匹配</translation>
    </message>
    <message>
        <source>Ne&amp;xt lesion in all examinations</source>
        <translation>所有检查中的下一个病灶(&amp;X)</translation>
    </message>
    <message>
        <source>No lesion yet. Confirmed findings, lengths, long and short axes ({bidirectional}) and painted segments are followed here, through all examinations of the patient that are open or were worked in before.</source>
        <translation>尚无病灶。已确认的发现、长度、长短径（{bidirectional}）和勾画的分割会在此随访，涵盖该患者所有已打开或曾处理过的检查。</translation>
    </message>
    <message>
        <source>No two lesions that are not matched yet lie at one place.</source>
        <translation>没有位置相同而尚未匹配的病灶。</translation>
    </message>
    <message>
        <source>Nodes count by their short axis; below 10 mm they are normal.</source>
        <translation>淋巴结按短径计；小于 10 mm 为正常。</translation>
    </message>
    <message>
        <source>Not imaged, or not to be judged in these images.</source>
        <translation>未扫描到，或本次图像无法判断。</translation>
    </message>
    <message>
        <source>Not the &amp;same lesion</source>
        <translation>不是同一病灶(&amp;S)</translation>
    </message>
    <message>
        <source>Not the same</source>
        <translation>不是同一个</translation>
    </message>
    <message>
        <source>Of a non-target lesion: progression, whatever the sum.</source>
        <translation>用于非靶病灶：无论总和如何均为进展。</translation>
    </message>
    <message>
        <source>Or&amp;gan…</source>
        <translation>器官(&amp;G)…</translation>
    </message>
    <message>
        <source>Organ</source>
        <translation>器官</translation>
    </message>
    <message>
        <source>Previous lesion in all exa&amp;minations</source>
        <translation>所有检查中的上一个病灶(&amp;M)</translation>
    </message>
    <message>
        <source>RECIST 1.1: {what}</source>
        <translation>RECIST 1.1：{what}</translation>
    </message>
    <message>
        <source>Registers the examinations where needed and proposes which lesion is which.</source>
        <translation>必要时配准检查，并建议哪些是同一病灶。</translation>
    </message>
    <message>
        <source>Response (RECIST 1.1)</source>
        <translation>疗效（RECIST 1.1）</translation>
    </message>
    <message>
        <source>Show a lesion in all examinations</source>
        <translation>在所有检查中显示病灶</translation>
    </message>
    <message>
        <source>Shows the lesion before in the current and the prior images.</source>
        <translation>在当前和既往图像中显示上一个病灶。</translation>
    </message>
    <message>
        <source>Shows the next lesion in the current and the prior images.</source>
        <translation>在当前和既往图像中显示下一个病灶。</translation>
    </message>
    <message>
        <source>Sizes over time</source>
        <translation>大小随时间变化</translation>
    </message>
    <message>
        <source>Solid: the lesion&apos;s diameter. Dashed: the sum of all targets.</source>
        <translation>实线：病灶直径。虚线：所有靶病灶总和。</translation>
    </message>
    <message>
        <source>Sum of targets</source>
        <translation>靶病灶总和</translation>
    </message>
    <message>
        <source>The earlier examinations are loaded and registered; lesions at the same places are then proposed as the same.</source>
        <translation>正在加载并配准既往检查；随后位置相同的病灶会被建议为同一病灶。</translation>
    </message>
    <message>
        <source>The same as earl&amp;ier lesion</source>
        <translation>与既往病灶相同(&amp;I)</translation>
    </message>
    <message>
        <source>Takes a match back for good; Ctrl+Z brings it back.</source>
        <translation>撤销匹配且不再建议；Ctrl+Z 可恢复。</translation>
    </message>
    <message>
        <source>The organ this lesion lies in (both lungs are one):</source>
        <translation>该病灶所在器官（双肺为一个器官）：</translation>
    </message>
    <message>
        <source>The trend is drawn once a lesion is measured.</source>
        <translation>测量病灶后显示趋势。</translation>
    </message>
    <message>
        <source>The two examinations have no volumes of one modality that could be registered. Align them by hand, slice to slice, or match the lesions one by one.</source>
        <translation>两次检查没有可配准的同模态容积。请手动逐层对齐，或逐个匹配病灶。</translation>
    </message>
    <message>
        <source>There is no earlier examination of this patient, open or worked in before.</source>
        <translation>该患者没有已打开或曾处理过的既往检查。</translation>
    </message>
    <message>
        <source>This examination&apos;s own measurement counts, whatever was said before.</source>
        <translation>以本次检查自身的测量为准，不论此前如何标注。</translation>
    </message>
    <message>
        <source>Unequivocally new: progression, whatever the sum.</source>
        <translation>明确的新病灶：无论总和如何均为进展。</translation>
    </message>
    <message>
        <source>You looked and it is gone: 0 mm.</source>
        <translation>已查看并确认消失：0 mm。</translation>
    </message>
    <message>
        <source>a new lesion</source>
        <translation>新病灶</translation>
    </message>
    <message>
        <source>a non-target lesion</source>
        <translation>非靶病灶</translation>
    </message>
    <message>
        <source>absent</source>
        <translation>消失</translation>
    </message>
    <message>
        <source>aligned by slices</source>
        <translation>按层面对齐</translation>
    </message>
    <message>
        <source>as reported</source>
        <translation>依据报告</translation>
    </message>
    <message>
        <source>baseline</source>
        <translation>基线</translation>
    </message>
    <message>
        <source>complete response</source>
        <translation>完全缓解</translation>
    </message>
    <message>
        <source>drawn on one place</source>
        <translation>画在同一位置</translation>
    </message>
    <message>
        <source>gone</source>
        <translation>消失</translation>
    </message>
    <message>
        <source>grown</source>
        <translation>增大</translation>
    </message>
    <message>
        <source>matched by hand</source>
        <translation>手动匹配</translation>
    </message>
    <message>
        <source>measured</source>
        <translation>已测量</translation>
    </message>
    <message>
        <source>neither complete response nor progression</source>
        <translation>非完全缓解/非进展</translation>
    </message>
    <message>
        <source>new</source>
        <translation>新发</translation>
    </message>
    <message>
        <source>new lesion</source>
        <translation>新病灶</translation>
    </message>
    <message>
        <source>non-target</source>
        <translation>非靶病灶</translation>
    </message>
    <message>
        <source>not evaluable</source>
        <translation>无法评估</translation>
    </message>
    <message>
        <source>not evaluated</source>
        <translation>未评估</translation>
    </message>
    <message>
        <source>not open: open it to register it</source>
        <translation>未打开：打开后可配准</translation>
    </message>
    <message>
        <source>not registered yet</source>
        <translation>尚未配准</translation>
    </message>
    <message>
        <source>one frame of reference</source>
        <translation>同一参考坐标系</translation>
    </message>
    <message>
        <source>partial response</source>
        <translation>部分缓解</translation>
    </message>
    <message>
        <source>present</source>
        <translation>存在</translation>
    </message>
    <message>
        <source>progressive disease</source>
        <translation>疾病进展</translation>
    </message>
    <message>
        <source>registered</source>
        <translation>已配准</translation>
    </message>
    <message>
        <source>shrunk</source>
        <translation>缩小</translation>
    </message>
    <message>
        <source>stable</source>
        <translation>稳定</translation>
    </message>
    <message>
        <source>stable disease</source>
        <translation>疾病稳定</translation>
    </message>
    <message>
        <source>target</source>
        <translation>靶病灶</translation>
    </message>
    <message>
        <source>the sum of the targets</source>
        <translation>靶病灶总和</translation>
    </message>
    <message>
        <source>too small to measure</source>
        <translation>过小无法测量</translation>
    </message>
    <message>
        <source>unequivocal progression</source>
        <translation>明确进展</translation>
    </message>
    <message>
        <source>{before} → {now} {unit} in {days} days</source>
        <translation>{days} 天内 {before} → {now} {unit}</translation>
    </message>
    <message>
        <source>{change}, {percent} %</source>
        <translation>{change}，{percent} %</translation>
    </message>
    <message>
        <source>{count} matches are proposed. Look at each in both examinations, then confirm it.</source>
        <translation>建议了 {count} 个匹配。请在两次检查中逐一查看后确认。</translation>
    </message>
    <message>
        <source>{count} target lesions in one organ ({organ}): RECIST 1.1 sums two of an organ at most.</source>
        <translation>同一器官（{organ}）有 {count} 个靶病灶：RECIST 1.1 每个器官最多计入两个。</translation>
    </message>
    <message>
        <source>{count} target lesions: RECIST 1.1 sums five at most.</source>
        <translation>{count} 个靶病灶：RECIST 1.1 最多计入五个。</translation>
    </message>
    <message>
        <source>{date}</source>
        <translation>{date}</translation>
    </message>
    <message>
        <source>{date}: {how}</source>
        <translation>{date}：{how}</translation>
    </message>
    <message>
        <source>{days} d</source>
        <translation>{days} 天</translation>
    </message>
    <message>
        <source>{first}. {second}</source>
        <translation>{first}。{second}</translation>
    </message>
    <message>
        <source>{method}, {mm} mm apart</source>
        <translation>{method}，相距 {mm} mm</translation>
    </message>
    <message>
        <source>{name}, {site}</source>
        <translation>{name}，{site}</translation>
    </message>
    <message>
        <source>{number}</source>
        <translation>{number}</translation>
    </message>
    <message>
        <source>{number}: {name}, {size}</source>
        <translation>{number}：{name}，{size}</translation>
    </message>
    <message>
        <source>{response} ({why})</source>
        <translation>{response}（{why}）</translation>
    </message>
    <message>
        <source>{response}; {baseline} % since baseline, {nadir} % since nadir</source>
        <translation>{response}；较基线 {baseline} %，较最低值 {nadir} %</translation>
    </message>
    <message>
        <source>{role}, node</source>
        <translation>{role}，淋巴结</translation>
    </message>
    <message>
        <source>{short}: {words}</source>
        <translation>{short}：{words}</translation>
    </message>
    <message>
        <source>{size} mm</source>
        <translation>{size} mm</translation>
    </message>
    <message>
        <source>{size} mm, {volume} mL</source>
        <translation>{size} mm，{volume} mL</translation>
    </message>
    <message>
        <source>{volume} mL</source>
        <translation>{volume} mL</translation>
    </message>
    <message>
        <source>–</source>
        <translation>–</translation>
    </message>
    <message>
        <source>≥ {size} mm, incomplete</source>
        <translation>≥ {size} mm，不完整</translation>
    </message>
    <message>
        <source>✓ {method}</source>
        <translation>✓ {method}</translation>
    </message>
</context>
<context>
    <name>Fonts</name>
    <message>
        <source>No font for Chinese, Japanese and Korean was found; such letters show as empty boxes in reports. Install fonts-wqy-microhei (Debian, Ubuntu) or fonts-droid-fallback.</source>
        <translation>未找到中日韩字体；报告中这些文字将显示为空方框。请安装 fonts-wqy-microhei（Debian、Ubuntu）或 fonts-droid-fallback。</translation>
    </message>
    <message>
        <source>The report&apos;s font was not found; a plainer one is used. Install fonts-dejavu-core.</source>
        <translation>未找到报告字体，改用较简单的字体。请安装 fonts-dejavu-core。</translation>
    </message>
</context>
<context>
    <name>Frames</name>
    <message>
        <source>{file} can no longer be read ({reason}). Is its disk or stick still there?</source>
        <translation>{file} 已无法读取（{reason}）。磁盘或 U 盘是否仍连接？</translation>
    </message>
    <message>
        <source>{file} cannot be decoded: its pixels ({syntax}) are damaged or unusual. Copy it again, or export it uncompressed.</source>
        <translation>{file} 无法解码：其像素数据（{syntax}）已损坏或不规范。请重新复制，或以未压缩格式导出。</translation>
    </message>
    <message>
        <source>{file} cannot be shown: MedViewer has no decoder for its compression ({syntax}). Export it uncompressed.</source>
        <translation>{file} 无法显示：MedViewer 没有其压缩格式（{syntax}）的解码器。请以未压缩格式导出。</translation>
    </message>
    <message>
        <source>{file} cannot be shown: {cause} ({syntax}). Copy it again, or export it uncompressed.</source>
        <translation>{file} 无法显示：{cause}（{syntax}）。请重新复制，或以未压缩格式导出。</translation>
    </message>
    <message>
        <source>{file} has pixels of another size ({found}) than its header says ({told}). Export it again.</source>
        <translation>{file} 的像素尺寸（{found}）与文件头（{told}）不符。请重新导出。</translation>
    </message>
    <message>
        <source>{file} is cut short: {got} of {needed} bytes of this image are there. Copy or export the file again.</source>
        <translation>{file} 不完整：该图像应有 {needed} 字节，仅有 {got} 字节。请重新复制或导出该文件。</translation>
    </message>
    <message>
        <source>{file} is damaged: it is cut short in its compressed pixels. Copy or export the file again.</source>
        <translation>{file} 已损坏：其压缩像素数据不完整。请重新复制或导出该文件。</translation>
    </message>
    <message>
        <source>{file} is damaged: its compressed pixels do not make up its {count} images. Export it again.</source>
        <translation>{file} 已损坏：其压缩像素数据无法组成 {count} 幅图像。请重新导出。</translation>
    </message>
</context>
<context>
    <name>Fused answer</name>
    <message>
        <source>&amp;Model</source>
        <translation>模型(&amp;M)</translation>
    </message>
    <message>
        <source>AI · not verified. Pre-test information for research and education, never a finding; it does not enter the report.</source>
        <translation>AI · 未核实。仅供研究和教学的检查前信息，绝非所见，不进入报告。</translation>
    </message>
    <message>
        <source>Answered &amp;by</source>
        <translation>回答者(&amp;B)</translation>
    </message>
    <message>
        <source>Answered by “{subject}”, the best in cross-validation on the training patients. Uncalibrated: no share of patients.</source>
        <translation>由“{subject}”回答，其在训练患者的交叉验证中表现最佳。未校准：不代表患者比例。</translation>
    </message>
    <message>
        <source>Answered by “{subject}”; in cross-validation “{default}” did better. Uncalibrated: no share of patients.</source>
        <translation>由“{subject}”回答；在交叉验证中“{default}”表现更好。未校准：不代表患者比例。</translation>
    </message>
    <message>
        <source>Ask</source>
        <translation>询问</translation>
    </message>
    <message>
        <source>Ask the fusion model</source>
        <translation>询问融合模型</translation>
    </message>
    <message>
        <source>Ask the model chosen about the radiograph on screen and the clinical context; what is missing is left out.</source>
        <translation>就屏幕上的 X 线片和临床资料询问所选模型；缺失部分不参与计算。</translation>
    </message>
    <message>
        <source>Asking…</source>
        <translation>正在询问…</translation>
    </message>
    <message>
        <source>Bars in logit (Shapley values over the parts): with {bias}, the answer to nothing known, they sum to the score&apos;s {logit}.</source>
        <translation>条形为 logit（各部分的 Shapley 值）：加上一无所知时的结果 {bias}，合计为分值的 {logit}。</translation>
    </message>
    <message>
        <source>Bars in logit: with the constant {bias} they sum to the score&apos;s {logit}.</source>
        <translation>条形为 logit：加上常数 {bias}，合计为分值的 {logit}。</translation>
    </message>
    <message>
        <source>Cross-validation by patient</source>
        <translation>按患者交叉验证</translation>
    </message>
    <message>
        <source>Fusion</source>
        <translation>融合</translation>
    </message>
    <message>
        <source>Image</source>
        <translation>图像</translation>
    </message>
    <message>
        <source>Image, values and text together</source>
        <translation>图像、数值与文本联合</translation>
    </message>
    <message>
        <source>No model of this kind is installed, and none is shipped: the data it can learn from may not be given away. With a copy of your own, “medviewer evaluate cxr_icu_fusion --data FOLDER” trains one on this computer; it is listed here then.</source>
        <translation>未安装此类模型，软件也不附带：其学习数据不可分发。若您有数据副本，可用“medviewer evaluate cxr_icu_fusion --data FOLDER”在本机训练，之后会列在此处。</translation>
    </message>
    <message>
        <source>Nothing is known of what “{subject}” reads ({parts}). Open a chest radiograph, or enter values and history in the clinical context.</source>
        <translation>“{subject}”所需的信息（{parts}）均未知。请打开胸部 X 线片，或在临床资料中输入数值和病史。</translation>
    </message>
    <message>
        <source>Only {patients} patients of the training part have {outcome}, and cross-validation needs {folds}. Add patients, or ask for fewer folds (--option folds=2).</source>
        <translation>训练部分中仅有 {patients} 名患者属于“{outcome}”，而交叉验证需要 {folds} 名。请增加患者，或减少折数（--option folds=2）。</translation>
    </message>
    <message>
        <source>Reading image, values and text</source>
        <translation>正在读取图像、数值和文本</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>文字</translation>
    </message>
    <message>
        <source>The notes have changed since: ask again for an answer to what they say now.</source>
        <translation>此后记录已更改：请重新询问以获得针对当前内容的结果。</translation>
    </message>
    <message>
        <source>There is no fusion model “{model}”. Train it on your own copy of the data: medviewer evaluate {model} --data FOLDER.</source>
        <translation>没有融合模型“{model}”。请用您自己的数据副本训练：medviewer evaluate {model} --data FOLDER。</translation>
    </message>
    <message>
        <source>This model was trained for the target {learnt} and cannot be judged on {wanted}. Train it for that first: --option target={wanted}.</source>
        <translation>该模型是为目标“{learnt}”训练的，不能用“{wanted}”来评价。请先为后者训练：--option target={wanted}。</translation>
    </message>
    <message>
        <source>Values</source>
        <translation>数值</translation>
    </message>
    <message>
        <source>What a model you trained says from the radiograph, the values and the notes, and how far each of them moved its answer.</source>
        <translation>您训练的模型根据 X 线片、数值和记录给出的结果，以及各部分对结果的影响程度。</translation>
    </message>
    <message>
        <source>What each part did</source>
        <translation>各部分的作用</translation>
    </message>
    <message>
        <source>Without {part}: score {score}</source>
        <translation>去掉{part}：分值 {score}</translation>
    </message>
    <message>
        <source>Words of the text that were not read, since they tell of the outcome itself: {count}.</source>
        <translation>因直接透露结局而未读取的文本词数：{count}。</translation>
    </message>
    <message>
        <source>missing</source>
        <translation>缺失</translation>
    </message>
    <message>
        <source>not read by it</source>
        <translation>其不读取</translation>
    </message>
    <message>
        <source>{model} cannot be used: {why}. Train it again.</source>
        <translation>无法使用 {model}：{why}。请重新训练。</translation>
    </message>
    <message>
        <source>{name} is stated in {unit} and the model knows it in {wanted}: it was left out.</source>
        <translation>{name} 的单位为 {unit}，而模型使用 {wanted}：该值未采用。</translation>
    </message>
    <message>
        <source>{part}, unknown: {inputs}</source>
        <translation>{part}，未知：{inputs}</translation>
    </message>
    <message>
        <source>{part}: {inputs}</source>
        <translation>{part}：{inputs}</translation>
    </message>
    <message>
        <source>{subject} (default)</source>
        <translation>{subject}（默认）</translation>
    </message>
    <message>
        <source>{system} asks for the reader “{reader}”, which does not exist. Readers: {known}.</source>
        <translation>{system} 需要读取器“{reader}”，但它不存在。可用读取器：{known}。</translation>
    </message>
    <message>
        <source>{system} has no target “{name}”. Name one of {known}.</source>
        <translation>{system} 没有目标“{name}”。请指定其中之一：{known}。</translation>
    </message>
    <message>
        <source>{target}: score {score}</source>
        <translation>{target}：分值 {score}</translation>
    </message>
    <message>
        <source>{target}: score {score}, its networks between {low} and {high}</source>
        <translation>{target}：分值 {score}，各网络介于 {low} 与 {high} 之间</translation>
    </message>
    <message>
        <source>{target}: {percent} %</source>
        <translation>{target}：{percent} %</translation>
    </message>
</context>
<context>
    <name>Fusion</name>
    <message>
        <source>In colour</source>
        <translation>彩色叠加</translation>
    </message>
    <message>
        <source>Nothing</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Opacity of the colours</source>
        <translation>彩色的不透明度</translation>
    </message>
    <message>
        <source>Series in colour</source>
        <translation>彩色叠加的序列</translation>
    </message>
    <message>
        <source>Value of the brightest colour</source>
        <translation>最亮颜色对应的数值</translation>
    </message>
    <message>
        <source>in colour: {modality} series {number}</source>
        <translation>彩色：{modality} 序列 {number}</translation>
    </message>
</context>
<context>
    <name>Guard</name>
    <message>
        <source>Large parts of the image are white and show no detail.</source>
        <translation>图像大片区域为白色，没有细节。</translation>
    </message>
    <message>
        <source>The background is brighter than the patient: these images seem to be inverted.</source>
        <translation>背景比患者更亮：这些图像的灰度似乎被反转。</translation>
    </message>
    <message>
        <source>The guard of {model} ({file}) cannot be used: {cause}. Install MedViewer again.</source>
        <translation>{model} 的适用性检查文件（{file}）无法使用：{cause}。请重新安装 MedViewer。</translation>
    </message>
    <message>
        <source>The image fills only part of its frame; {model} sees it smaller.</source>
        <translation>图像只占画面的一部分；{model} 看到的图像会更小。</translation>
    </message>
    <message>
        <source>The values are no Hounsfield units of a patient ({soft} % soft tissue, {dense} % denser than bone): inverted, or rescaled wrongly. Export the series again.</source>
        <translation>这些数值不是患者的 CT 值（软组织占 {soft} %，高于骨密度占 {dense} %）：灰度被反转或重标定有误。请重新导出该序列。</translation>
    </message>
    <message>
        <source>There is no air in these images, which a CT of a patient always shows.</source>
        <translation>这些图像中没有空气，而患者的 CT 中总会有空气。</translation>
    </message>
    <message>
        <source>These images are blank: all their pixels have about the same value.</source>
        <translation>这些图像是空白的：所有像素值几乎相同。</translation>
    </message>
    <message>
        <source>These images are noisier than those {model} was made from.</source>
        <translation>这些图像的噪声高于训练 {model} 所用的图像。</translation>
    </message>
    <message>
        <source>These images have only {rows} × {columns} pixels; {model} was made for finer ones.</source>
        <translation>这些图像只有 {rows} × {columns} 像素；{model} 适用于更精细的图像。</translation>
    </message>
    <message>
        <source>These images show only {field} mm of the patient, less than {model} was made for (at least {least} mm). Choose a series of the whole part.</source>
        <translation>这些图像只显示了患者的 {field} mm 范围，小于 {model} 所要求的范围（至少 {least} mm）。请选择包含整个部位的序列。</translation>
    </message>
    <message>
        <source>To the guard these images are laid out unlike a {wanted} (strangeness {strangeness}; up to 1 is usual), which {model} was made for. Choose a fitting series.</source>
        <translation>适用性检查认为这些图像的结构与{wanted}不同（差异度 {strangeness}；通常不超过 1），而 {model} 正是为此类图像设计的。请选择合适的序列。</translation>
    </message>
    <message>
        <source>To the guard these images hardly look like a {wanted} ({share} %), which {model} was made for. Choose a fitting series.</source>
        <translation>适用性检查认为这些图像不太像{wanted}（{share} %），而 {model} 正是为此类图像设计的。请选择合适的序列。</translation>
    </message>
    <message>
        <source>To the guard this looks like a {kind} ({share} %), which {model} misreads. Set the image right.</source>
        <translation>适用性检查认为这是{kind}（{share} %），{model} 会误读此类图像。请先纠正图像。</translation>
    </message>
    <message>
        <source>To {model} these images look unlike those it was made from (distance {distance}; {limit} and less is usual).</source>
        <translation>对 {model} 而言，这些图像与其训练图像不同（距离 {distance}；通常不超过 {limit}）。</translation>
    </message>
</context>
<context>
    <name>Hanging</name>
    <message>
        <source>&amp;Hanging protocols</source>
        <translation>悬挂协议(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;Save this layout as protocol</source>
        <translation>将当前布局存为悬挂协议(&amp;S)</translation>
    </message>
    <message>
        <source>A study that is opened is laid out by the protocol that fits it.</source>
        <translation>打开检查时按适合它的悬挂协议排布。</translation>
    </message>
    <message>
        <source>CT chest</source>
        <translation>胸部 CT</translation>
    </message>
    <message>
        <source>Current beside prior</source>
        <translation>当前与既往检查对照</translation>
    </message>
    <message>
        <source>&amp;As their kind is read</source>
        <translation>按检查类型的阅片习惯(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>删除(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Hang studies that are opened</source>
        <translation>打开检查时的排布(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;One image</source>
        <translation>单幅图像(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Rename</source>
        <translation>重命名(&amp;R)</translation>
    </message>
    <message>
        <source>Delete a hanging protocol</source>
        <translation>删除挂片协议</translation>
    </message>
    <message>
        <source>Give a protocol of your own another name.</source>
        <translation>为您自己的挂片协议更名。</translation>
    </message>
    <message>
        <source>Lay out as this kind of study is &amp;hung</source>
        <translation>按此类检查的悬挂协议排布(&amp;H)</translation>
    </message>
    <message>
        <source>Lay out studies of this kind like this one: series, windows and links.</source>
        <translation>此类检查今后均按当前方式排布：序列、窗宽窗位和联动。</translation>
    </message>
    <message>
        <source>Lay the study out by the hanging protocol that fits it best.</source>
        <translation>按最适合的悬挂协议排布本次检查。</translation>
    </message>
    <message>
        <source>Layout kept as protocol</source>
        <translation>布局保存为协议</translation>
    </message>
    <message>
        <source>MR brain</source>
        <translation>颅脑 MR</translation>
    </message>
    <message>
        <source>Mammography</source>
        <translation>乳腺 X 线摄影</translation>
    </message>
    <message>
        <source>Name of the protocol</source>
        <translation>协议名称</translation>
    </message>
    <message>
        <source>No hanging protocol finds its images in this study.</source>
        <translation>没有悬挂协议能在本次检查中找到所需图像。</translation>
    </message>
    <message>
        <source>Protocol deleted</source>
        <translation>删除协议</translation>
    </message>
    <message>
        <source>Protocol renamed</source>
        <translation>重命名协议</translation>
    </message>
    <message>
        <source>Radiograph, two views</source>
        <translation>X 线平片（两个体位）</translation>
    </message>
    <message>
        <source>Rename a hanging protocol</source>
        <translation>重命名挂片协议</translation>
    </message>
    <message>
        <source>Take a protocol of your own away; it can be undone.</source>
        <translation>删除您自己的挂片协议；可以撤销。</translation>
    </message>
    <message>
        <source>The layout is kept as “{name}” and hangs studies of this kind from now on.</source>
        <translation>布局已保存为“{name}”，今后此类检查将按它排布。</translation>
    </message>
    <message>
        <source>The protocol “{name}” was deleted.</source>
        <translation>协议“{name}”已删除。</translation>
    </message>
</context>
<context>
    <name>Help</name>
    <message>
        <source>&amp;About MedViewer</source>
        <translation>关于 MedViewer(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Command palette…</source>
        <translation>命令面板(&amp;C)…</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;Keys and mouse</source>
        <translation>键盘与鼠标(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;Known issues</source>
        <translation>已知问题(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;Monitor test pattern</source>
        <translation>显示器测试图(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Report a fault…</source>
        <translation>报告问题(&amp;R)…</translation>
    </message>
    <message>
        <source>&amp;Tour of the window</source>
        <translation>窗口导览(&amp;T)</translation>
    </message>
    <message>
        <source>Collects what helps to mend a fault into one file; sends nothing.</source>
        <translation>把有助于解决问题的内容收集到一个文件；不发送任何内容。</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>Every shortcut and mouse action on one page.</source>
        <translation>所有快捷键和鼠标操作一览。</translation>
    </message>
    <message>
        <source>Five steps around the window.</source>
        <translation>五步了解窗口。</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>帮助</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>快捷键</translation>
    </message>
    <message>
        <source>Search every command and run it.</source>
        <translation>搜索并运行任意命令。</translation>
    </message>
    <message>
        <source>Shows what this monitor loses in dark, in bright and in fine lines.</source>
        <translation>显示本显示器在暗部、亮部和细线上的损失。</translation>
    </message>
    <message>
        <source>The page of the help for what you are at.</source>
        <translation>打开与当前操作相应的帮助页面。</translation>
    </message>
    <message>
        <source>Topics</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>Version, licence and what MedViewer may not be used for.</source>
        <translation>版本、许可证，以及 MedViewer 不得用于何种用途。</translation>
    </message>
    <message>
        <source>What changed in this version and in those before.</source>
        <translation>本版本及以前版本的变化。</translation>
    </message>
    <message>
        <source>What does not work yet, and what to do instead.</source>
        <translation>尚不能用的功能以及替代办法。</translation>
    </message>
    <message>
        <source>What is &amp;new…</source>
        <translation>新增内容(&amp;N)…</translation>
    </message>
    <message>
        <source>en</source>
        <translation>zh_CN</translation>
    </message>
</context>
<context>
    <name>Identity</name>
    <message>
        <source>The files of this series name {count} different studies, which no series can belong to. They are shown as one.</source>
        <translation>该序列的文件声明了 {count} 个不同的检查，而一个序列只能属于一个检查。现按一个序列显示。</translation>
    </message>
    <message>
        <source>The files of this study name different patients: {patients}. They are kept apart; ask where they came from before you read them.</source>
        <translation>本检查的文件属于不同的患者：{patients}。已将其分开；阅片前请核实文件来源。</translation>
    </message>
    <message>
        <source>The files of this study spell the patient&apos;s name differently: {names}. The PatientID is the same, so they are shown together; make sure that they belong together.</source>
        <translation>本检查的文件中患者姓名写法不同：{names}。患者 ID 相同，因此一并显示；请确认它们确属同一患者。</translation>
    </message>
</context>
<context>
    <name>Image classifier</name>
    <message>
        <source>Judging images</source>
        <translation>正在判断图像</translation>
    </message>
    <message>
        <source>Label “{label}”</source>
        <translation>标签“{label}”</translation>
    </message>
</context>
<context>
    <name>Image kind</name>
    <message>
        <source>abdomen CT</source>
        <translation>腹部 CT</translation>
    </message>
    <message>
        <source>brain MR</source>
        <translation>脑部 MR</translation>
    </message>
    <message>
        <source>breast MR</source>
        <translation>乳腺 MR</translation>
    </message>
    <message>
        <source>chest CT</source>
        <translation>胸部 CT</translation>
    </message>
    <message>
        <source>chest radiograph</source>
        <translation>胸部 X 线片</translation>
    </message>
    <message>
        <source>chest radiograph that is turned</source>
        <translation>方向旋转的胸部 X 线片</translation>
    </message>
    <message>
        <source>chest radiograph with inverted greys</source>
        <translation>灰度反转的胸部 X 线片</translation>
    </message>
    <message>
        <source>hand radiograph</source>
        <translation>手部 X 线片</translation>
    </message>
    <message>
        <source>head CT</source>
        <translation>头部 CT</translation>
    </message>
    <message>
        <source>no kind of image the guard knows</source>
        <translation>适用性检查不认识的图像种类</translation>
    </message>
</context>
<context>
    <name>Image model</name>
    <message>
        <source>The network {network} has no “{what}”, so it cannot be asked for that. Choose another network.</source>
        <translation>网络 {network} 没有“{what}”，因此无法提供该结果。请选择其他网络。</translation>
    </message>
    <message>
        <source>{model} takes images of {wanted} pixels but was given {given}. This is an error of the program; please report it.</source>
        <translation>{model} 需要 {wanted} 像素的图像，但得到的是 {given}。这是程序错误，请报告。</translation>
    </message>
</context>
<context>
    <name>Import</name>
    <message>
        <source>The MONAI Bundle does not say which image size its network takes. Give a card with --card that has [network] input_size = [rows, columns].</source>
        <translation>该 MONAI Bundle 未说明其网络的输入图像大小。请用 --card 提供含 [network] input_size = [rows, columns] 的模型卡。</translation>
    </message>
    <message>
        <source>The MONAI Bundle was not imported: {why}.</source>
        <translation>未导入该 MONAI Bundle：{why}。</translation>
    </message>
    <message>
        <source>The ONNX network cannot be used: {why}.</source>
        <translation>无法使用该 ONNX 网络：{why}。</translation>
    </message>
    <message>
        <source>The card cannot be used: {why}. Correct it.</source>
        <translation>无法使用该模型卡：{why}。请更正。</translation>
    </message>
    <message>
        <source>The card {file} cannot be read: {why}.</source>
        <translation>无法读取模型卡 {file}：{why}。</translation>
    </message>
    <message>
        <source>The weights in {file} could not be read: {cause}. Save them with safetensors.torch.save_file(network.state_dict(), …) and import that.</source>
        <translation>无法读取 {file} 中的权重：{cause}。请用 safetensors.torch.save_file(network.state_dict(), …) 保存后再导入。</translation>
    </message>
    <message>
        <source>There already is a model “{model}”. Choose another name with --id, or --replace one that was imported.</source>
        <translation>已有名为“{model}”的模型。请用 --id 另取名称，或用 --replace 替换已导入的同名模型。</translation>
    </message>
    <message>
        <source>it holds neither card.toml nor {metadata}</source>
        <translation>其中既没有 card.toml，也没有 {metadata}</translation>
    </message>
    <message>
        <source>it is TorchScript, a program that would run here. Export the network to ONNX (torch.onnx.export), or save its state_dict as safetensors, and import that</source>
        <translation>这是 TorchScript，即会在本机运行的程序。请将网络导出为 ONNX（torch.onnx.export），或将其 state_dict 存为 safetensors 后再导入</translation>
    </message>
    <message>
        <source>it is a pickle, which can run anything when it is loaded. Save the weights as safetensors (safetensors.torch.save_file) and import that</source>
        <translation>这是 pickle 文件，载入时可运行任意代码。请将权重存为 safetensors（safetensors.torch.save_file）后再导入</translation>
    </message>
    <message>
        <source>it is a program exported by torch (.pt2), which would run here. Export the network to ONNX (torch.onnx.export), or save its state_dict as safetensors, and import that</source>
        <translation>这是 torch 导出的程序（.pt2），会在本机运行。请将网络导出为 ONNX（torch.onnx.export），或将其 state_dict 存为 safetensors 后再导入</translation>
    </message>
    <message>
        <source>it is broken ({cause})</source>
        <translation>文件已损坏（{cause}）</translation>
    </message>
    <message>
        <source>it is larger than {most} bytes</source>
        <translation>其大小超过 {most} 字节</translation>
    </message>
    <message>
        <source>its contents are absurdly large</source>
        <translation>其内容大得不合理</translation>
    </message>
    <message>
        <source>there is no such file or folder</source>
        <translation>没有这样的文件或文件夹</translation>
    </message>
    <message>
        <source>this archive is no model that is known here</source>
        <translation>此压缩包不是本程序认识的模型</translation>
    </message>
    <message>
        <source>this is no model file that is known here</source>
        <translation>这不是本程序认识的模型文件</translation>
    </message>
    <message>
        <source>{file} says nothing of what it is for. Give a card with --card: model_id, title, intended_use, labels, [applicability] and [network] are needed.</source>
        <translation>{file} 未说明其用途。请用 --card 提供模型卡：需含 model_id、title、intended_use、labels、[applicability] 和 [network]。</translation>
    </message>
    <message>
        <source>{file} was not imported: it is missing, or leads out of the folder.</source>
        <translation>未导入 {file}：文件缺失，或指向文件夹之外。</translation>
    </message>
    <message>
        <source>{file} was not imported: {why}.</source>
        <translation>未导入 {file}：{why}。</translation>
    </message>
</context>
<context>
    <name>Index</name>
    <message>
        <source>The list of studies opened cannot be used: its disk is full or may not be written, or another MedViewer is busy with it. Opening studies works without it.</source>
        <translation>无法使用检查列表：磁盘已满或不可写，或者另一个 MedViewer 正在使用它。打开检查不受影响。</translation>
    </message>
    <message>
        <source>The list of studies opened is damaged.</source>
        <translation>检查列表已损坏。</translation>
    </message>
    <message>
        <source>The list of studies opened was damaged and has been built anew; studies that are missing from it come back when they are opened. No image was touched. The damaged list was kept as {file}.</source>
        <translation>检查列表曾损坏，现已重建；列表中缺少的检查在再次打开后会重新出现。图像未受任何影响。损坏的列表已另存为 {file}。</translation>
    </message>
    <message>
        <source>The list of studies was written by a newer MedViewer and is left as it is. Opening works without it; use the newer MedViewer to see it.</source>
        <translation>检查列表由更新版本的 MedViewer 写入，保持原样。打开检查不受影响；如需查看列表，请使用更新版本。</translation>
    </message>
    <message>
        <source>The studies were erased, but another MedViewer is using the list and may still hold a copy. Close it and erase once more.</source>
        <translation>检查已清除，但另一个 MedViewer 正在使用该列表，可能仍保留副本。请将其关闭后再清除一次。</translation>
    </message>
</context>
<context>
    <name>Inspect</name>
    <message>
        <source>Decoding frames</source>
        <translation>正在解码图像帧</translation>
    </message>
    <message>
        <source>Lengths are in “mm {origin}”.</source>
        <translation>长度单位为“mm {origin}”。</translation>
    </message>
    <message>
        <source>No frame could be decoded.</source>
        <translation>没有任何一帧可以解码。</translation>
    </message>
    <message>
        <source>There is no series {uid} here.</source>
        <translation>此处没有序列 {uid}。</translation>
    </message>
    <message>
        <source>This object is listed, not shown as an image: {kind}, “{description}”.</source>
        <translation>此对象仅列出，不作为图像显示：{kind}，“{description}”。</translation>
    </message>
    <message>
        <source>This object is listed, not shown as an image: {kind}.</source>
        <translation>此对象仅列出，不作为图像显示：{kind}。</translation>
    </message>
    <message>
        <source>{count} of {total} frames could not be decoded; min, max and mean are of the others.</source>
        <translation>{total} 帧中有 {count} 帧无法解码；最小值、最大值和平均值由其余帧得出。</translation>
    </message>
    <message>
        <source>{file} could not be decoded in a way MedViewer did not foresee; the log file has the details.</source>
        <translation>{file} 因 MedViewer 未预料到的错误而无法解码；详情见日志文件。</translation>
    </message>
</context>
<context>
    <name>Jobs</name>
    <message>
        <source>Something went wrong that MedViewer did not foresee. The rest of the study is not affected; the log file has the details.</source>
        <translation>发生了未预料的错误。检查的其余部分不受影响；详情见日志文件。</translation>
    </message>
</context>
<context>
    <name>Journal</name>
    <message>
        <source>&amp;Keep what is done in a study</source>
        <translation>保存检查中所做的内容(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;No, forget it when the study is closed</source>
        <translation>否，关闭检查后不保留(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Yes, as it is done</source>
        <translation>是，随做随存(&amp;Y)</translation>
    </message>
    <message>
        <source>Measurements, decisions, windows and layout come back when the study is opened again.</source>
        <translation>再次打开检查时，测量、判定、窗宽窗位和布局都会恢复。</translation>
    </message>
    <message>
        <source>What you did in this study was kept by a newer MedViewer. It is left as it is; use the newer MedViewer to see it. Nothing you do here will be kept.</source>
        <translation>您在此检查中所做的内容由更新版本的 MedViewer 保存，现原样保留；请用新版 MedViewer 查看。您在此处所做的任何操作都不会被保存。</translation>
    </message>
    <message>
        <source>{count} decisions on findings were kept. They come back when their images are open, or the study is analyzed again.</source>
        <translation>已保留对发现的 {count} 项判定。打开其所在图像或重新分析该检查后，这些判定将恢复。</translation>
    </message>
    <message>
        <source>{count} things you did here before could not be read again: what was kept of them is damaged. The rest is back; look it over.</source>
        <translation>您之前在此所做的内容中有 {count} 项无法重新读取：其保存的数据已损坏。其余内容已恢复，请核对。</translation>
    </message>
</context>
<context>
    <name>Key image</name>
    <message>
        <source>AI probability {value}</source>
        <translation>AI 概率 {value}</translation>
    </message>
    <message>
        <source>AI score {value}</source>
        <translation>AI 评分 {value}</translation>
    </message>
    <message>
        <source>AI · not verified</source>
        <translation>AI · 未经核实</translation>
    </message>
    <message>
        <source>AI · rejected by the reader</source>
        <translation>AI · 医师已拒绝</translation>
    </message>
    <message>
        <source>AI-assisted, reviewed</source>
        <translation>AI 辅助，已审阅</translation>
    </message>
    <message>
        <source>AI-assisted, reviewed by {reader}</source>
        <translation>AI 辅助，{reader} 已审阅</translation>
    </message>
    <message>
        <source>Class activation (logit per cell)</source>
        <translation>类激活（每单元 logit）</translation>
    </message>
    <message>
        <source>Finding by the reader</source>
        <translation>阅片医师的发现</translation>
    </message>
    <message>
        <source>Finding by {reader}</source>
        <translation>{reader} 的发现</translation>
    </message>
    <message>
        <source>Slice {number} / {count}</source>
        <translation>层面 {number} / {count}</translation>
    </message>
    <message>
        <source>VOI LUT of the image</source>
        <translation>图像自带的 VOI LUT</translation>
    </message>
    <message>
        <source>W {width} L {center}</source>
        <translation>窗宽 {width} 窗位 {center}</translation>
    </message>
    <message>
        <source>added by the reader</source>
        <translation>由阅片医师添加</translation>
    </message>
    <message>
        <source>{number}: {name}, {site}. Image {slice}, {confidence}</source>
        <translation>{number}：{name}，{site}。第 {slice} 幅图像，{confidence}</translation>
    </message>
    <message>
        <source>{number}: {name}, {site}. Slice {slice}, {diameter} mm, {confidence}</source>
        <translation>{number}：{name}，{site}。第 {slice} 层，{diameter} mm，{confidence}</translation>
    </message>
    <message>
        <source>{series}: image {number}, marked by the reader</source>
        <translation>{series}：第 {number} 幅图像，由阅片者标记</translation>
    </message>
</context>
<context>
    <name>Label</name>
    <message>
        <source>glioma</source>
        <translation>胶质瘤</translation>
    </message>
    <message>
        <source>lung nodule</source>
        <translation>肺结节</translation>
    </message>
    <message>
        <source>meningioma</source>
        <translation>脑膜瘤</translation>
    </message>
    <message>
        <source>no pneumonia</source>
        <translation>无肺炎</translation>
    </message>
    <message>
        <source>no {label}</source>
        <translation>无{label}</translation>
    </message>
    <message>
        <source>nodule</source>
        <translation>结节</translation>
    </message>
    <message>
        <source>none of it</source>
        <translation>均无</translation>
    </message>
    <message>
        <source>pituitary tumour</source>
        <translation>垂体瘤</translation>
    </message>
    <message>
        <source>pneumonia</source>
        <translation>肺炎</translation>
    </message>
    <message>
        <source>tumour of uncertain kind</source>
        <translation>性质未定的肿瘤</translation>
    </message>
    <message>
        <source>{label}</source>
        <translation>{label}</translation>
    </message>
</context>
<context>
    <name>Language</name>
    <message>
        <source>English</source>
        <translation>English</translation>
    </message>
    <message>
        <source>Lan&amp;guage</source>
        <translation>语言(&amp;G)</translation>
    </message>
    <message>
        <source>Language of the window and of reports.</source>
        <translation>界面和报告的语言。</translation>
    </message>
    <message>
        <source>Like the desktop</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>The language changes when MedViewer is started again.</source>
        <translation>重新启动 MedViewer 后切换语言。</translation>
    </message>
    <message>
        <source>简体中文</source>
        <translation>简体中文</translation>
    </message>
</context>
<context>
    <name>Layers</name>
    <message>
        <source>&amp;Copy to my segments</source>
        <translation>复制到我的分割(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Lay this map over its images</source>
        <translation>将此参数图叠加到源图像(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Put all layers away</source>
        <translation>收起所有图层(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Put this layer away</source>
        <translation>收起此图层(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Reference dose…</source>
        <translation>参考剂量(&amp;R)…</translation>
    </message>
    <message>
        <source>&amp;Show layers</source>
        <translation>显示图层(&amp;S)</translation>
    </message>
    <message>
        <source>All doses in colour</source>
        <translation>全部剂量伪彩</translation>
    </message>
    <message>
        <source>C&amp;olour…</source>
        <translation>颜色(&amp;O)…</translation>
    </message>
    <message>
        <source>Colour a segment</source>
        <translation>设置分割区颜色</translation>
    </message>
    <message>
        <source>Copy to my segments</source>
        <translation>复制到我的分割</translation>
    </message>
    <message>
        <source>Dose</source>
        <translation>剂量</translation>
    </message>
    <message>
        <source>Dose: {dose} ({share} %)</source>
        <translation>剂量：{dose}（{share} %）</translation>
    </message>
    <message>
        <source>Draw nothing over the images any more; the files stay as they are.</source>
        <translation>不再在图像上绘制任何内容；文件保持不变。</translation>
    </message>
    <message>
        <source>Draw the parametric map shown in colour over the images it was computed from.</source>
        <translation>将当前显示的参数图以伪彩色叠加到其源图像上。</translation>
    </message>
    <message>
        <source>Go to a segment</source>
        <translation>转到分割区</translation>
    </message>
    <message>
        <source>La&amp;yers of the study</source>
        <translation>检查的图层(&amp;Y)</translation>
    </message>
    <message>
        <source>Layers over the images</source>
        <translation>图像上的图层</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>No layer over the images.

Double-click a segmentation, a structure set or a dose in the studies to draw it; {key} hides and shows all of them.</source>
        <translation>图像上没有图层。

在检查列表中双击分割对象、结构集或剂量即可绘制；{key} 可隐藏或显示所有图层。</translation>
    </message>
    <message>
        <source>Opacity</source>
        <translation>不透明度</translation>
    </message>
    <message>
        <source>Opacity of the layer</source>
        <translation>图层不透明度</translation>
    </message>
    <message>
        <source>Parametric map</source>
        <translation>参数图</translation>
    </message>
    <message>
        <source>Put a layer away</source>
        <translation>收起图层</translation>
    </message>
    <message>
        <source>Reference dose</source>
        <translation>参考剂量</translation>
    </message>
    <message>
        <source>Say which dose is 100 %; isodoses are drawn at shares of it.</source>
        <translation>指定 100 % 对应的剂量；等剂量线按其百分比绘制。</translation>
    </message>
    <message>
        <source>Segmentation</source>
        <translation>分割</translation>
    </message>
    <message>
        <source>Segments of another grid: nearest pixels</source>
        <translation>分割对象网格不同：按最邻近像素显示</translation>
    </message>
    <message>
        <source>Show or hide a layer</source>
        <translation>显示或隐藏图层</translation>
    </message>
    <message>
        <source>Show or hide all segmentations, contours, doses and maps at once.</source>
        <translation>同时显示或隐藏所有分割、轮廓、剂量和参数图。</translation>
    </message>
    <message>
        <source>Structure set</source>
        <translation>结构集</translation>
    </message>
    <message>
        <source>The dose that is 100 % ({unit}); the prescribed one:</source>
        <translation>100 % 对应的剂量（{unit}），即处方剂量：</translation>
    </message>
    <message>
        <source>Volume</source>
        <translation>体积</translation>
    </message>
    <message>
        <source>What</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>{file} does not say where its values lie in the patient, so they cannot be drawn over images.</source>
        <translation>{file} 未说明其数值在患者体内的位置，无法叠加到图像上。</translation>
    </message>
    <message>
        <source>{file} holds no segment that could be drawn.</source>
        <translation>{file} 中没有可绘制的分割区。</translation>
    </message>
    <message>
        <source>{file} holds {count} segments of a whole slide in tiles, which MedViewer cannot draw. Its attributes tell what they are.</source>
        <translation>{file} 含有全切片图像的 {count} 个分块分割区，MedViewer 无法绘制。其属性说明了各分割区的内容。</translation>
    </message>
    <message>
        <source>{file} outlines no region that could be drawn.</source>
        <translation>{file} 未勾画可绘制的区域。</translation>
    </message>
    <message>
        <source>{name}</source>
        <translation>{name}</translation>
    </message>
    <message>
        <source>{name}: {dose}</source>
        <translation>{name}：{dose}</translation>
    </message>
    <message>
        <source>{name}: {value}</source>
        <translation>{name}：{value}</translation>
    </message>
    <message>
        <source>{name}: {volume} mL</source>
        <translation>{name}：{volume} mL</translation>
    </message>
    <message>
        <source>“{name}” has no pixel on the images shown, so nothing was copied.</source>
        <translation>“{name}”在当前图像上没有像素，未复制任何内容。</translation>
    </message>
    <message>
        <source>“{title}” lies on images that are not open: none of its study share its Frame of Reference, and none of the {count} images it names is here. Open them, too.</source>
        <translation>“{title}”所在的图像未打开：本检查中没有与其参考坐标系相同的图像，其引用的 {count} 幅图像也不在此处。请一并打开这些图像。</translation>
    </message>
    <message>
        <source>“{typed}” is no dose. Type a number such as 50.4.</source>
        <translation>“{typed}”不是剂量值。请输入数字，例如 50.4。</translation>
    </message>
</context>
<context>
    <name>Layout</name>
    <message>
        <source>&amp;Full screen</source>
        <translation>全屏(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Maximise the cell</source>
        <translation>最大化当前窗格(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Next cell</source>
        <translation>下一窗格(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Previous cell</source>
        <translation>上一窗格(&amp;P)</translation>
    </message>
    <message>
        <source>Choose a grid</source>
        <translation>选择布局网格</translation>
    </message>
    <message>
        <source>Give the active image all the room, or the others theirs again.</source>
        <translation>让当前图像占满全部区域，或恢复其他窗格。</translation>
    </message>
    <message>
        <source>Give the window the whole screen, or its frame again.</source>
        <translation>使窗口占满整个屏幕，或恢复窗口边框。</translation>
    </message>
    <message>
        <source>Go to the image before (Shift+Tab, while an image has the keys).</source>
        <translation>转到上一个窗格（焦点在图像上时按 Shift+Tab）。</translation>
    </message>
    <message>
        <source>Go to the next image of the layout (Tab, while an image has the keys).</source>
        <translation>转到布局中的下一个窗格（焦点在图像上时按 Tab）。</translation>
    </message>
    <message>
        <source>Layout</source>
        <translation>布局</translation>
    </message>
    <message>
        <source>Own &amp;window for this cell</source>
        <translation>在独立窗口中显示(&amp;W)</translation>
    </message>
    <message>
        <source>Rows and columns of images</source>
        <translation>图像的行数和列数</translation>
    </message>
    <message>
        <source>Show the active image in a window of its own, on another monitor.</source>
        <translation>在独立窗口（另一台显示器）中显示当前图像。</translation>
    </message>
    <message>
        <source>Show {rows} × {columns} images (rows × columns); empty cells take the series that follow.</source>
        <translation>显示 {rows} × {columns} 幅图像（行 × 列）；空窗格依次显示后续序列。</translation>
    </message>
    <message>
        <source>{rows} × {columns}</source>
        <translation>{rows} × {columns}</translation>
    </message>
</context>
<context>
    <name>Lesion</name>
    <message>
        <source>Segment {name}</source>
        <translation>分割 {name}</translation>
    </message>
    <message>
        <source>{text}</source>
        <translation>{text}</translation>
    </message>
</context>
<context>
    <name>Library</name>
    <message>
        <source>&amp;Erase this patient’s traces…</source>
        <translation>清除此患者的痕迹(&amp;E)…</translation>
    </message>
    <message>
        <source>&amp;Open</source>
        <translation>打开(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Remove from the list</source>
        <translation>从列表中移除(&amp;R)</translation>
    </message>
    <message>
        <source>1 series</source>
        <translation>1 个序列</translation>
    </message>
    <message>
        <source>1 study</source>
        <translation>1 项检查</translation>
    </message>
    <message>
        <source>Any date</source>
        <translation>任意日期</translation>
    </message>
    <message>
        <source>Any modality</source>
        <translation>所有模态</translation>
    </message>
    <message>
        <source>Between…</source>
        <translation>日期范围…</translation>
    </message>
    <message>
        <source>By name</source>
        <translation>按姓名</translation>
    </message>
    <message>
        <source>Document</source>
        <translation>文档</translation>
    </message>
    <message>
        <source>ECG</source>
        <translation>心电图</translation>
    </message>
    <message>
        <source>Key images</source>
        <translation>关键图像</translation>
    </message>
    <message>
        <source>Last 12 months</source>
        <translation>最近 12 个月</translation>
    </message>
    <message>
        <source>Last 30 days</source>
        <translation>最近 30 天</translation>
    </message>
    <message>
        <source>Last 7 days</source>
        <translation>最近 7 天</translation>
    </message>
    <message>
        <source>Last opened first</source>
        <translation>最近打开的在前</translation>
    </message>
    <message>
        <source>Modality</source>
        <translation>模态</translation>
    </message>
    <message>
        <source>Modality, date and order</source>
        <translation>模态、日期和排序</translation>
    </message>
    <message>
        <source>Name, ID, date, description…</source>
        <translation>姓名、编号、日期、描述…</translation>
    </message>
    <message>
        <source>Newest study first</source>
        <translation>最新检查在前</translation>
    </message>
    <message>
        <source>No study on the list fits what you look for.</source>
        <translation>列表中没有符合条件的检查。</translation>
    </message>
    <message>
        <source>One file of this study is no longer in {folder}; the others are opened.</source>
        <translation>此检查有 1 个文件已不在 {folder}；其余文件照常打开。</translation>
    </message>
    <message>
        <source>One study was erased from the list.</source>
        <translation>已从列表中清除 1 项检查。</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>排序</translation>
    </message>
    <message>
        <source>Other studies of this patient</source>
        <translation>该患者的其他检查</translation>
    </message>
    <message>
        <source>Presentation state</source>
        <translation>显示状态</translation>
    </message>
    <message>
        <source>RT dose</source>
        <translation>放疗剂量</translation>
    </message>
    <message>
        <source>RT plan</source>
        <translation>放疗计划</translation>
    </message>
    <message>
        <source>RT structure set</source>
        <translation>放疗结构集</translation>
    </message>
    <message>
        <source>Real world values</source>
        <translation>实际值映射</translation>
    </message>
    <message>
        <source>Registration</source>
        <translation>配准</translation>
    </message>
    <message>
        <source>Search the list of studies</source>
        <translation>搜索检查列表</translation>
    </message>
    <message>
        <source>Segmentation</source>
        <translation>分割</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>显示全部</translation>
    </message>
    <message>
        <source>Structured report</source>
        <translation>结构化报告</translation>
    </message>
    <message>
        <source>Studies opened before</source>
        <translation>以前打开过的检查</translation>
    </message>
    <message>
        <source>Studies you open will be listed here, so that you find them again. They stay where they are; nothing is copied.</source>
        <translation>您打开的检查会列在这里，方便再次查找。文件保留在原处，不会被复制。</translation>
    </message>
    <message>
        <source>Study date</source>
        <translation>检查日期</translation>
    </message>
    <message>
        <source>The files of this study are no longer in {folder}. Connect the drive, or open the study from where it is now.</source>
        <translation>此检查的文件已不在 {folder}。请连接相应的驱动器，或从其现在的位置打开。</translation>
    </message>
    <message>
        <source>There are {count} problems with the files; the list below the studies names them.</source>
        <translation>文件存在 {count} 个问题；检查列表下方逐一列出。</translation>
    </message>
    <message>
        <source>There is a problem with the files; the list below the studies says which.</source>
        <translation>文件存在问题；检查列表下方说明了详情。</translation>
    </message>
    <message>
        <source>This study came over the network and is no longer on this computer: what is beyond the quota goes, the longest unused first. Fetch it from the archive again.</source>
        <translation>此检查经网络传来，已不在本机：超出配额时，最久未用的检查先删除。请从归档服务器重新调取。</translation>
    </message>
    <message>
        <source>This window keeps no list of the studies it opens.</source>
        <translation>此窗口不保留已打开检查的列表。</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>not found</source>
        <translation>未找到</translation>
    </message>
    <message>
        <source>partly found</source>
        <translation>部分找到</translation>
    </message>
    <message>
        <source>open</source>
        <translation>已打开</translation>
    </message>
    <message>
        <source>synthetic</source>
        <translation>合成</translation>
    </message>
    <message>
        <source>{count} files of this study are no longer in {folder}; the others are opened.</source>
        <translation>此检查有 {count} 个文件已不在 {folder}；其余文件照常打开。</translation>
    </message>
    <message>
        <source>{count} series</source>
        <translation>{count} 个序列</translation>
    </message>
    <message>
        <source>{count} studies were erased from the list.</source>
        <translation>已从列表中清除 {count} 项检查。</translation>
    </message>
    <message>
        <source>{heading} · {count}</source>
        <translation>{heading} · {count}</translation>
    </message>
    <message>
        <source>{studies} studies of 1 patient</source>
        <translation>1 位患者的 {studies} 项检查</translation>
    </message>
    <message>
        <source>{studies} studies of {patients} patients</source>
        <translation>{patients} 位患者的 {studies} 项检查</translation>
    </message>
</context>
<context>
    <name>Link</name>
    <message>
        <source>Accession number</source>
        <translation>检查号</translation>
    </message>
    <message>
        <source>Another program asks to open this study. Nothing is opened or fetched unless you agree.</source>
        <translation>另一个程序请求打开此检查。未经您同意，不会打开或调取任何内容。</translation>
    </message>
    <message>
        <source>From</source>
        <translation>来自</translation>
    </message>
    <message>
        <source>Looking whether it is on this computer…</source>
        <translation>正在查看是否在本机…</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Open a link</source>
        <translation>打开链接</translation>
    </message>
    <message>
        <source>Patient</source>
        <translation>患者</translation>
    </message>
    <message>
        <source>Patient ID</source>
        <translation>患者 ID</translation>
    </message>
    <message>
        <source>Series UID</source>
        <translation>序列 UID</translation>
    </message>
    <message>
        <source>Study UID</source>
        <translation>检查 UID</translation>
    </message>
    <message>
        <source>The link means a study of patient {asked}, but the study of that UID is of patient {found}. It is not opened; ask whoever made the link.</source>
        <translation>链接指的是患者 {asked} 的检查，但该 UID 的检查属于患者 {found}。未打开；请询问链接的提供者。</translation>
    </message>
    <message>
        <source>The link means accession number {asked}, but the study of that UID has {found}. It is not opened; ask whoever made the link.</source>
        <translation>链接指的检查号是 {asked}，但该 UID 的检查号为 {found}。未打开；请询问链接的提供者。</translation>
    </message>
    <message>
        <source>The study is not on this computer, and no archive is entered that could be asked for it. Enter one first (File, Archives and network…).</source>
        <translation>该检查不在本机，也没有录入可供查询的归档服务器。请先录入（文件，归档服务器与网络…）。</translation>
    </message>
    <message>
        <source>The study is not on this computer, and the archive the link names, {name}, is not one you have entered. Enter it first, or ask for a link without it.</source>
        <translation>该检查不在本机，而链接所指的归档服务器 {name} 并非您所录入。请先录入，或索取不含它的链接。</translation>
    </message>
    <message>
        <source>This link was not followed: {why}. Ask for one of the form medviewer://open?study=UID, with series, accession, patient and node if wanted.</source>
        <translation>没有打开此链接：{why}。链接应为 medviewer://open?study=UID 的形式，可另带 series、accession、patient 和 node。</translation>
    </message>
    <message>
        <source>it does not read medviewer://open?study=…</source>
        <translation>它不是 medviewer://open?study=… 的形式</translation>
    </message>
    <message>
        <source>it is longer than {count} characters</source>
        <translation>它超过 {count} 个字符</translation>
    </message>
    <message>
        <source>it names no study</source>
        <translation>它没有指明检查</translation>
    </message>
    <message>
        <source>the archive {archive} ({address})</source>
        <translation>归档服务器 {archive}（{address}）</translation>
    </message>
    <message>
        <source>this computer, from the library</source>
        <translation>本机，来自检查库</translation>
    </message>
    <message>
        <source>this computer; it is open</source>
        <translation>本机；已打开</translation>
    </message>
    <message>
        <source>what it says as “{name}” is no such thing</source>
        <translation>其中“{name}”的内容不合规定</translation>
    </message>
    <message>
        <source>{archive} has no study of the UID the link names. Ask whoever made the link.</source>
        <translation>{archive}中没有链接所指 UID 的检查。请询问链接的提供者。</translation>
    </message>
    <message>
        <source>“{name}” is nothing that a link may say</source>
        <translation>链接中不允许出现“{name}”</translation>
    </message>
    <message>
        <source>“{name}” is said twice</source>
        <translation>“{name}”出现了两次</translation>
    </message>
</context>
<context>
    <name>Linking</name>
    <message>
        <source>&amp;Align here</source>
        <translation>在此对齐(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Link scrolling</source>
        <translation>联动滚动(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Reference lines</source>
        <translation>定位参考线(&amp;R)</translation>
    </message>
    <message>
        <source>3-D &amp;cursor</source>
        <translation>三维光标(&amp;C)</translation>
    </message>
    <message>
        <source>A window set in one cell is set in all of the same modality and unit.</source>
        <translation>在一个窗格中设置的窗宽窗位会应用到相同模态和单位的所有窗格。</translation>
    </message>
    <message>
        <source>Click on a place, or move with Shift held: all cells of its frame of reference go there.</source>
        <translation>单击某处，或按住 Shift 移动鼠标：同一参考坐标系的所有窗格转到该处。</translation>
    </message>
    <message>
        <source>Lay the patient&apos;s other examination on the active one, turned and shifted, so that both scroll together; again to stop.</source>
        <translation>将该患者的另一次检查经旋转和平移与当前检查配准，使两者一起滚动；再次点击则停止。</translation>
    </message>
    <message>
        <source>Link &amp;moving</source>
        <translation>联动平移(&amp;M)</translation>
    </message>
    <message>
        <source>Link &amp;windows</source>
        <translation>联动窗宽窗位(&amp;W)</translation>
    </message>
    <message>
        <source>Link &amp;zoom</source>
        <translation>联动缩放(&amp;Z)</translation>
    </message>
    <message>
        <source>Move the images of all cells together.</source>
        <translation>所有窗格的图像一起平移。</translation>
    </message>
    <message>
        <source>Re&amp;gister another examination</source>
        <translation>配准另一次检查(&amp;G)</translation>
    </message>
    <message>
        <source>Scroll series of the same frame of reference together, in mm; others once they are aligned.</source>
        <translation>同一参考坐标系的序列按毫米位置一起滚动；其他序列对齐后亦可。</translation>
    </message>
    <message>
        <source>Show the images of all cells at one scale, in mm, and enlarge them together.</source>
        <translation>所有窗格的图像按同一毫米比例显示，并一同缩放。</translation>
    </message>
    <message>
        <source>Show where the active image cuts the images of other cells.</source>
        <translation>在其他窗格中显示当前图像所在层面的位置线。</translation>
    </message>
    <message>
        <source>The images on screen are of the same place: series of different examinations scroll together from here.</source>
        <translation>屏幕上的图像为同一位置：不同检查的序列从此处起一起滚动。</translation>
    </message>
    <message>
        <source>The images on screen count as the same place from now on.</source>
        <translation>此后屏幕上的图像视为同一位置。</translation>
    </message>
</context>
<context>
    <name>Lost run</name>
    <message>
        <source>Continue</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>MedViewer, started {began}, crashed in native code. Where it was is below and in the log; it names no patient.</source>
        <translation>{began} 启动的 MedViewer 在本机代码中崩溃。位置见下方和日志；其中不含患者信息。</translation>
    </message>
    <message>
        <source>MedViewer, started {began}, was ended from outside: by the system, for want of memory, or because the computer went off.</source>
        <translation>{began} 启动的 MedViewer 被外部终止：由系统终止、内存不足，或计算机断电。</translation>
    </message>
    <message>
        <source>Nothing was in work that could have been lost.</source>
        <translation>没有可能丢失的工作。</translation>
    </message>
    <message>
        <source>Open them again</source>
        <translation>重新打开</translation>
    </message>
    <message>
        <source>Show log</source>
        <translation>显示日志</translation>
    </message>
    <message>
        <source>Studies with work of that run</source>
        <translation>该次运行中处理过的检查</translation>
    </message>
    <message>
        <source>The last run ended unexpectedly</source>
        <translation>上次运行意外结束</translation>
    </message>
    <message>
        <source>What you did in that run is lost: keeping it is switched off in the settings.</source>
        <translation>该次运行中所做的工作已丢失：设置中关闭了自动保存。</translation>
    </message>
    <message>
        <source>What you did until then was kept as you did it: measurements, decisions, impression, windows and layout come back when these studies are opened.</source>
        <translation>此前所做的工作已随做随存：打开这些检查时，测量、判定、印象、窗设置和布局都会恢复。</translation>
    </message>
</context>
<context>
    <name>Lung nodules</name>
    <message>
        <source>Checking places in other planes</source>
        <translation>正在其他平面核查候选</translation>
    </message>
    <message>
        <source>Finding the lungs</source>
        <translation>正在分割肺部</translation>
    </message>
    <message>
        <source>Judging places</source>
        <translation>正在判别候选</translation>
    </message>
    <message>
        <source>Looking at places</source>
        <translation>正在查看候选</translation>
    </message>
    <message>
        <source>Looking for places</source>
        <translation>正在寻找候选</translation>
    </message>
    <message>
        <source>Lung nodule</source>
        <translation>肺结节</translation>
    </message>
    <message>
        <source>No lungs were found in this series ({volume} ml of lung-like pixels), so {model} did not look for nodules. Choose a chest CT.</source>
        <translation>该序列中未找到肺（类肺像素 {volume} ml），因此 {model} 未查找结节。请选择胸部 CT。</translation>
    </message>
    <message>
        <source>The score of this place is that of all its planes together, which no map of the axial slices explains.</source>
        <translation>此处的评分由各平面共同得出，轴位层面的图无法解释该评分。</translation>
    </message>
</context>
<context>
    <name>Lung site</name>
    <message>
        <source>Left lower zone</source>
        <translation>左下肺野</translation>
    </message>
    <message>
        <source>Left lung</source>
        <translation>左肺</translation>
    </message>
    <message>
        <source>Left middle zone</source>
        <translation>左中肺野</translation>
    </message>
    <message>
        <source>Left upper zone</source>
        <translation>左上肺野</translation>
    </message>
    <message>
        <source>Right lower zone</source>
        <translation>右下肺野</translation>
    </message>
    <message>
        <source>Right lung</source>
        <translation>右肺</translation>
    </message>
    <message>
        <source>Right middle zone</source>
        <translation>右中肺野</translation>
    </message>
    <message>
        <source>Right upper zone</source>
        <translation>右上肺野</translation>
    </message>
</context>
<context>
    <name>MPR</name>
    <message>
        <source>&amp;Axial, coronal and sagittal planes</source>
        <translation>横断面、冠状面和矢状面(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Crosshair</source>
        <translation>十字线(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Next projection</source>
        <translation>下一种投影(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Straighten and centre the planes</source>
        <translation>平面复位并居中(&amp;S)</translation>
    </message>
    <message>
        <source>3-D</source>
        <translation>三维</translation>
    </message>
    <message>
        <source>Axial</source>
        <translation>横断面</translation>
    </message>
    <message>
        <source>Back to the slices</source>
        <translation>返回原始层面</translation>
    </message>
    <message>
        <source>C&amp;urved plane along a path</source>
        <translation>沿路径的曲面重建(&amp;U)</translation>
    </message>
    <message>
        <source>Click along a vessel or a jaw in one plane, double-click to end: it is shown straightened.</source>
        <translation>在一个平面中沿血管或颌骨逐点单击，双击结束：将其拉直显示。</translation>
    </message>
    <message>
        <source>Click along the path, double-click to end it</source>
        <translation>沿路径单击，双击结束</translation>
    </message>
    <message>
        <source>Coronal</source>
        <translation>冠状面</translation>
    </message>
    <message>
        <source>Curve</source>
        <translation>曲面</translation>
    </message>
    <message>
        <source>Curved plane</source>
        <translation>曲面重建</translation>
    </message>
    <message>
        <source>Curved · MPR</source>
        <translation>曲面 · MPR</translation>
    </message>
    <message>
        <source>How thick the slab is; 0 mm is the plane</source>
        <translation>层块厚度；0 mm 即单个平面</translation>
    </message>
    <message>
        <source>Lay in colour over the planes</source>
        <translation>以彩色叠加在平面上</translation>
    </message>
    <message>
        <source>Loading the volume …</source>
        <translation>正在加载容积数据……</translation>
    </message>
    <message>
        <source>MIP</source>
        <translation>MIP</translation>
    </message>
    <message>
        <source>Maximise the plane</source>
        <translation>最大化该平面</translation>
    </message>
    <message>
        <source>Mean</source>
        <translation>均值</translation>
    </message>
    <message>
        <source>MinIP</source>
        <translation>MinIP</translation>
    </message>
    <message>
        <source>Open a series first.</source>
        <translation>请先打开一个序列。</translation>
    </message>
    <message>
        <source>Plane</source>
        <translation>平面</translation>
    </message>
    <message>
        <source>Plane alone, MinIP, mean, MIP, and again.</source>
        <translation>依次切换：单个平面、最小密度投影、均值、最大密度投影。</translation>
    </message>
    <message>
        <source>Planes cannot be computed through colour images.</source>
        <translation>无法对彩色图像进行多平面重建。</translation>
    </message>
    <message>
        <source>Planes need at least {fewest} parallel slices; this series has {count}.</source>
        <translation>多平面重建至少需要 {fewest} 个平行层面；本序列只有 {count} 个。</translation>
    </message>
    <message>
        <source>Projection</source>
        <translation>投影方式</translation>
    </message>
    <message>
        <source>Sagittal</source>
        <translation>矢状面</translation>
    </message>
    <message>
        <source>Show or hide the crosshair of the planes (J, while they are shown).</source>
        <translation>显示或隐藏各平面的十字线（显示平面时按 J）。</translation>
    </message>
    <message>
        <source>Show three planes through the volume with a crosshair (MPR).</source>
        <translation>以十字线显示穿过容积的三个平面（MPR）。</translation>
    </message>
    <message>
        <source>Slab</source>
        <translation>层块</translation>
    </message>
    <message>
        <source>Slab thickness</source>
        <translation>层块厚度</translation>
    </message>
    <message>
        <source>Some images of this series cannot be shown, so no planes can be computed through it.</source>
        <translation>本序列的部分图像无法显示，因此无法进行多平面重建。</translation>
    </message>
    <message>
        <source>Straighten</source>
        <translation>复位</translation>
    </message>
    <message>
        <source>The images of this series do not lie in parallel slices at even distances, so no planes can be computed through them.</source>
        <translation>本序列的图像不是等间距的平行层面，因此无法进行多平面重建。</translation>
    </message>
    <message>
        <source>Turn the planes back along the volume&apos;s axes, through its middle.</source>
        <translation>使各平面恢复沿容积轴线方向，并通过其中心。</translation>
    </message>
    <message>
        <source>What is seen of a slab&apos;s thickness</source>
        <translation>层块厚度内的数值如何显示</translation>
    </message>
    <message>
        <source>length {length} mm</source>
        <translation>长度 {length} mm</translation>
    </message>
    <message>
        <source>turned, interpolated</source>
        <translation>已旋转，经插值</translation>
    </message>
    <message>
        <source>{position} mm</source>
        <translation>{position} mm</translation>
    </message>
    <message>
        <source>{projection} {thickness} mm</source>
        <translation>{projection} {thickness} mm</translation>
    </message>
</context>
<context>
    <name>MPR letter</name>
    <message>
        <source>A</source>
        <translation>横</translation>
    </message>
    <message>
        <source>C</source>
        <translation>冠</translation>
    </message>
    <message>
        <source>S</source>
        <translation>矢</translation>
    </message>
</context>
<context>
    <name>Marks</name>
    <message>
        <source>{length} cm</source>
        <translation>{length} cm</translation>
    </message>
    <message>
        <source>{length} mm</source>
        <translation>{length} mm</translation>
    </message>
</context>
<context>
    <name>Measure</name>
    <message>
        <source>&amp;Delete</source>
        <translation>删除(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Key image</source>
        <translation>关键图像(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;Show drawings</source>
        <translation>显示标注(&amp;S)</translation>
    </message>
    <message>
        <source>Calibrate by a line</source>
        <translation>用线段校准</translation>
    </message>
    <message>
        <source>Calibrate the image</source>
        <translation>校准图像</translation>
    </message>
    <message>
        <source>Calibrate the whole &amp;series like this image</source>
        <translation>按此图像校准整个序列(&amp;S)</translation>
    </message>
    <message>
        <source>Copy to all images of the series</source>
        <translation>复制到本序列所有图像</translation>
    </message>
    <message>
        <source>Copy to the image before</source>
        <translation>复制到上一图像</translation>
    </message>
    <message>
        <source>Copy to the next image</source>
        <translation>复制到下一图像</translation>
    </message>
    <message>
        <source>Delete all of the study</source>
        <translation>删除本检查的全部标注</translation>
    </message>
    <message>
        <source>Delete every drawing of this study. It can be undone.</source>
        <translation>删除本检查的全部标注。可以撤销。</translation>
    </message>
    <message>
        <source>Delete the selected drawing. It can be undone.</source>
        <translation>删除所选标注。可以撤销。</translation>
    </message>
    <message>
        <source>Deleted. Ctrl+Z brings it back.</source>
        <translation>已删除。按 Ctrl+Z 可恢复。</translation>
    </message>
    <message>
        <source>Deleted. Ctrl+Z brings them back.</source>
        <translation>已全部删除。按 Ctrl+Z 可恢复。</translation>
    </message>
    <message>
        <source>Draw a line of known length over this image first.</source>
        <translation>请先在此图像上画一条已知长度的线。</translation>
    </message>
    <message>
        <source>Draw the selected measurement on every image of the series.</source>
        <translation>在本序列的每幅图像上绘制所选测量。</translation>
    </message>
    <message>
        <source>Draw the selected measurement on the image before, too.</source>
        <translation>在上一图像上也绘制所选测量。</translation>
    </message>
    <message>
        <source>Draw the selected measurement on the next image, too.</source>
        <translation>在下一图像上也绘制所选测量。</translation>
    </message>
    <message>
        <source>Keep a drawing</source>
        <translation>保留标注</translation>
    </message>
    <message>
        <source>La&amp;bel…</source>
        <translation>标签(&amp;B)…</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Let the length you drew over this image hold for all images of the series. Only where they were taken from the same distance.</source>
        <translation>让在此图像上所画的长度适用于序列的全部图像。仅限拍摄距离相同的图像。</translation>
    </message>
    <message>
        <source>Mark this image as a key image, or take the mark back.</source>
        <translation>将此图像标记为关键图像，或取消标记。</translation>
    </message>
    <message>
        <source>Measure this image as its header says again.</source>
        <translation>重新按文件头的标尺测量此图像。</translation>
    </message>
    <message>
        <source>Ne&amp;xt measurement</source>
        <translation>下一测量(&amp;X)</translation>
    </message>
    <message>
        <source>Pre&amp;vious measurement</source>
        <translation>上一测量(&amp;V)</translation>
    </message>
    <message>
        <source>Select a drawing</source>
        <translation>选择标注</translation>
    </message>
    <message>
        <source>Select the measurement before and show its image.</source>
        <translation>选择上一测量并显示其图像。</translation>
    </message>
    <message>
        <source>Select the next measurement and show its image.</source>
        <translation>选择下一测量并显示其图像。</translation>
    </message>
    <message>
        <source>Show or hide everything you have drawn.</source>
        <translation>显示或隐藏您绘制的全部内容。</translation>
    </message>
    <message>
        <source>Take the calibration bac&amp;k</source>
        <translation>取消校准(&amp;K)</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>文字</translation>
    </message>
    <message>
        <source>Text beside the drawing:</source>
        <translation>标注旁的文字：</translation>
    </message>
    <message>
        <source>The line is how long, in mm?</source>
        <translation>该线段长多少毫米？</translation>
    </message>
    <message>
        <source>Window from a region</source>
        <translation>由区域设定窗宽窗位</translation>
    </message>
    <message>
        <source>Write beside the selected drawing.</source>
        <translation>在所选标注旁写文字。</translation>
    </message>
    <message>
        <source>Write on the image</source>
        <translation>在图像上写文字</translation>
    </message>
    <message>
        <source>“{typed}” is no length in mm, so the image was not calibrated. Type a number above 0, such as 25.</source>
        <translation>“{typed}”不是以毫米计的长度，图像未校准。请输入大于 0 的数字，例如 25。</translation>
    </message>
</context>
<context>
    <name>Measurement</name>
    <message>
        <source>Angle</source>
        <translation>角度</translation>
    </message>
    <message>
        <source>Area {area}</source>
        <translation>面积 {area}</translation>
    </message>
    <message>
        <source>Area {area}  n {count}</source>
        <translation>面积 {area}  n {count}</translation>
    </message>
    <message>
        <source>Arrow</source>
        <translation>箭头</translation>
    </message>
    <message>
        <source>Cobb angle</source>
        <translation>Cobb 角</translation>
    </message>
    <message>
        <source>Ellipse</source>
        <translation>椭圆</translation>
    </message>
    <message>
        <source>Freehand region</source>
        <translation>手绘区域</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>长度</translation>
    </message>
    <message>
        <source>Long and short axis</source>
        <translation>长短径</translation>
    </message>
    <message>
        <source>MPR</source>
        <translation>MPR</translation>
    </message>
    <message>
        <source>Mean {mean}  SD {sd}</source>
        <translation>均值 {mean}  标准差 {sd}</translation>
    </message>
    <message>
        <source>Min {low}  Max {high}</source>
        <translation>最小 {low}  最大 {high}</translation>
    </message>
    <message>
        <source>Point value</source>
        <translation>点值</translation>
    </message>
    <message>
        <source>Polygon</source>
        <translation>多边形</translation>
    </message>
    <message>
        <source>Rectangle</source>
        <translation>矩形</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>文字</translation>
    </message>
    <message>
        <source>n {count}</source>
        <translation>n {count}</translation>
    </message>
    <message>
        <source>{first}; {rest}</source>
        <translation>{first}；{rest}</translation>
    </message>
    <message>
        <source>{long} × {short}</source>
        <translation>{long} × {short}</translation>
    </message>
    <message>
        <source>–</source>
        <translation>–</translation>
    </message>
    <message>
        <source>→ {across}  ↓ {down}</source>
        <translation>→ {across}  ↓ {down}</translation>
    </message>
</context>
<context>
    <name>Measurements</name>
    <message>
        <source>Image</source>
        <translation>图像</translation>
    </message>
    <message>
        <source>Measurement</source>
        <translation>测量</translation>
    </message>
    <message>
        <source>Measurements of this study</source>
        <translation>本检查的测量</translation>
    </message>
    <message>
        <source>Nothing measured yet.

{length} draws a length, {ellipse} an ellipse; the Measure menu has the other tools.</source>
        <translation>尚无测量。

{length} 测量长度，{ellipse} 绘制椭圆；其他工具在“测量”菜单中。</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>值</translation>
    </message>
</context>
<context>
    <name>Members</name>
    <message>
        <source>The card of {model} does not say which network its weights belong to ([network] is missing). Install the model again.</source>
        <translation>{model} 的模型卡未说明其权重属于哪个网络（缺少 [network]）。请重新安装该模型。</translation>
    </message>
    <message>
        <source>The weights do not fit the network “{name}” its card names: {cause}. Install the model again.</source>
        <translation>权重与模型卡所指定的网络“{name}”不符：{cause}。请重新安装该模型。</translation>
    </message>
</context>
<context>
    <name>Memory</name>
    <message>
        <source>25 %: leaves room for other programs</source>
        <translation>25%：为其他程序留出空间</translation>
    </message>
    <message>
        <source>40 %</source>
        <translation>40%</translation>
    </message>
    <message>
        <source>50 %</source>
        <translation>50%</translation>
    </message>
    <message>
        <source>60 %: for many large series</source>
        <translation>60%：适合许多大序列</translation>
    </message>
    <message>
        <source>Memory ran short; the analysis went on in batches of {size}.</source>
        <translation>内存不足；分析改为每批 {size} 个继续进行。</translation>
    </message>
    <message>
        <source>The graphics card&apos;s memory was not enough; the analysis went on, slower, on the CPU.</source>
        <translation>显卡内存不足；分析改在 CPU 上继续，速度较慢。</translation>
    </message>
    <message>
        <source>There is not enough memory for the analysis, even one patch at a time on the CPU. Close other programs and run Analyze again.</source>
        <translation>内存不足，即使在 CPU 上逐块处理也无法分析。请关闭其他程序后重新分析。</translation>
    </message>
</context>
<context>
    <name>Menu</name>
    <message>
        <source>&amp;3-D</source>
        <translation>三维(&amp;3)</translation>
    </message>
    <message>
        <source>&amp;AI</source>
        <translation>&amp;AI</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>编辑(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;Layout</source>
        <translation>布局(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Measure</source>
        <translation>测量(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Planes (MPR)</source>
        <translation>多平面重建 (MPR)(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Report</source>
        <translation>报告(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Settings</source>
        <translation>设置(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>视图(&amp;V)</translation>
    </message>
    <message>
        <source>Se&amp;gment</source>
        <translation>分割(&amp;G)</translation>
    </message>
</context>
<context>
    <name>ModelCard</name>
    <message>
        <source>Calibrated on held-back data: confidences are probabilities.</source>
        <translation>已用留出数据校准：置信度为概率。</translation>
    </message>
    <message>
        <source>Calibration</source>
        <translation>校准</translation>
    </message>
    <message>
        <source>Figures, with 95 % confidence intervals</source>
        <translation>性能指标（含 95 % 置信区间）</translation>
    </message>
    <message>
        <source>Intended use</source>
        <translation>预期用途</translation>
    </message>
    <message>
        <source>A method with a failed test is not offered on the image.</source>
        <translation>未通过测试的方法不会在图像上提供。</translation>
    </message>
    <message>
        <source>After contrast medium; where none is named, that is warned about</source>
        <translation>增强后图像；若未注明造影剂，则给出警告</translation>
    </message>
    <message>
        <source>At least {slices} slices, at most {spacing} mm apart</source>
        <translation>至少 {slices} 层，层间距不超过 {spacing} mm</translation>
    </message>
    <message>
        <source>Axial</source>
        <translation>轴位</translation>
    </message>
    <message>
        <source>Confidences are probabilities, shown in %: expected calibration error {ece}, at most {gate} is asked for.</source>
        <translation>置信度为概率，以 % 显示：期望校准误差 {ece}，要求不超过 {gate}。</translation>
    </message>
    <message>
        <source>Confidences are scores, never shown in %: expected calibration error {ece}, more than {gate}.</source>
        <translation>置信度为评分，从不以 % 显示：期望校准误差 {ece}，超过 {gate}。</translation>
    </message>
    <message>
        <source>Coronal</source>
        <translation>冠状位</translation>
    </message>
    <message>
        <source>Data and weights</source>
        <translation>数据与权重</translation>
    </message>
    <message>
        <source>Dots on the diagonal: what is said comes true that often. Above it the model is too cautious, below it too sure. Larger dots stand for more cases.</source>
        <translation>点落在对角线上：所说概率与实际相符。在其上方表示模型过于谨慎，在其下方表示过于自信。点越大，病例越多。</translation>
    </message>
    <message>
        <source>Explanations</source>
        <translation>解释</translation>
    </message>
    <message>
        <source>Figures</source>
        <translation>性能指标</translation>
    </message>
    <message>
        <source>From</source>
        <translation>阈值</translation>
    </message>
    <message>
        <source>Gate</source>
        <translation>要求</translation>
    </message>
    <message>
        <source>Guard</source>
        <translation>防护</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>图像数</translation>
    </message>
    <message>
        <source>Input</source>
        <translation>输入</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>许可</translation>
    </message>
    <message>
        <source>Limits</source>
        <translation>局限性</translation>
    </message>
    <message>
        <source>Made for</source>
        <translation>适用范围</translation>
    </message>
    <message>
        <source>Measured on</source>
        <translation>测试数据</translation>
    </message>
    <message>
        <source>Measured on: {data}</source>
        <translation>测量数据：{data}</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>方法</translation>
    </message>
    <message>
        <source>Method: {method}, fitted on {fitted}; measured on {measured}</source>
        <translation>方法：{method}，拟合于 {fitted}；测量于 {measured}</translation>
    </message>
    <message>
        <source>Model card: {model}</source>
        <translation>模型卡：{model}</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>None: findings are reported from a score of {threshold}.</source>
        <translation>无：评分达到 {threshold} 即报告所见。</translation>
    </message>
    <message>
        <source>Not calibrated on whole scans: confidences are scores, not probabilities. Findings are reported from a score of {threshold}.</source>
        <translation>未在完整扫描上校准：置信度是评分而非概率。评分达到 {threshold} 及以上的发现才会报告。</translation>
    </message>
    <message>
        <source>Operating points</source>
        <translation>工作点</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>PPV at prevalence</source>
        <translation>阳性预测值 · 患病率</translation>
    </message>
    <message>
        <source>Patients from {years} years; younger ones are warned about</source>
        <translation>{years} 岁及以上患者；年龄更小者给出警告</translation>
    </message>
    <message>
        <source>Patients up to {years} years; others, and unknown ages, are warned about</source>
        <translation>适用于 {years} 岁及以下患者；其他年龄或年龄不明时给出警告</translation>
    </message>
    <message>
        <source>Pixels of at most {spacing} mm</source>
        <translation>像素不大于 {spacing} mm</translation>
    </message>
    <message>
        <source>Point</source>
        <translation>工作点</translation>
    </message>
    <message>
        <source>Prediction sets</source>
        <translation>预测集</translation>
    </message>
    <message>
        <source>Probabilities came true where they were measured (expected calibration error {ece}), but what is reported is more than that: confidences are scores, never shown in %.</source>
        <translation>在测量所用的数据上，概率与实际相符（期望校准误差 {ece}），但此处报告的内容超出了该范围：置信度只是评分，从不以百分比显示。</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>拒绝</translation>
    </message>
    <message>
        <source>Reliability diagram</source>
        <translation>可靠性图</translation>
    </message>
    <message>
        <source>Sagittal</source>
        <translation>矢状位</translation>
    </message>
    <message>
        <source>Sensitivity</source>
        <translation>灵敏度</translation>
    </message>
    <message>
        <source>Specificity</source>
        <translation>特异度</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>测试</translation>
    </message>
    <message>
        <source>Tests of the explanations</source>
        <translation>解释方法的测试</translation>
    </message>
    <message>
        <source>The card does not name its network.</source>
        <translation>模型卡未注明其网络。</translation>
    </message>
    <message>
        <source>The card states none.</source>
        <translation>模型卡中没有。</translation>
    </message>
    <message>
        <source>Trained on</source>
        <translation>训练数据</translation>
    </message>
    <message>
        <source>Use and limits</source>
        <translation>用途与局限</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>数值</translation>
    </message>
    <message>
        <source>View {views}</source>
        <translation>投照体位 {views}</translation>
    </message>
    <message>
        <source>Warned</source>
        <translation>警告</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>What the guard did with images it must not fall for</source>
        <translation>防护对不应接受的图像的处理</translation>
    </message>
    <message>
        <source>any body part</source>
        <translation>任意部位</translation>
    </message>
    <message>
        <source>came true</source>
        <translation>实际发生</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>未通过</translation>
    </message>
    <message>
        <source>passed</source>
        <translation>通过</translation>
    </message>
    <message>
        <source>reported only</source>
        <translation>仅报告</translation>
    </message>
    <message>
        <source>said</source>
        <translation>预测</translation>
    </message>
    <message>
        <source>{modalities} of {body_parts}</source>
        <translation>{body_parts} 的 {modalities}</translation>
    </message>
    <message>
        <source>{name}, {rows} × {columns} pixels, {members} trained side by side</source>
        <translation>{name}，{rows} × {columns} 像素，{members} 个并行训练的成员</translation>
    </message>
    <message>
        <source>{plane} slices</source>
        <translation>{plane}层面</translation>
    </message>
    <message>
        <source>{weighting}-weighted</source>
        <translation>{weighting} 加权</translation>
    </message>
    <message>
        <source>“Cannot exclude …” names every label that stays possible at {alpha} error: the truth was among them in {coverage} of cases, with {size} labels named on average. Measured on {data}</source>
        <translation>“不能排除……”列出在 {alpha} 错误率下仍可能的所有标签：真实标签包含在内的比例为 {coverage}，平均列出 {size} 个标签。测量于 {data}</translation>
    </message>
</context>
<context>
    <name>Models</name>
    <message>
        <source>The files of {model} do not hold what its card promises ({cause}). Install the model again.</source>
        <translation>{model} 的文件内容与其模型卡所述不符（{cause}）。请重新安装该模型。</translation>
    </message>
    <message>
        <source>The guard&apos;s statistics of {model} ({file}) are missing or not those its card describes. Install the model again.</source>
        <translation>{model} 的防护统计文件（{file}）缺失，或与其模型卡所述不符。请重新安装该模型。</translation>
    </message>
    <message>
        <source>The networks of {model} give {found} answers, and its card names {labels} labels. Correct the card.</source>
        <translation>{model} 的网络给出 {found} 个答案，而其模型卡列出 {labels} 个标签。请更正模型卡。</translation>
    </message>
    <message>
        <source>The weights of the text coder do not fit its description. Install the model again.</source>
        <translation>文本编码模型的权重与其描述不符。请重新安装该模型。</translation>
    </message>
    <message>
        <source>There is no model “{model}”. `medviewer models list` shows those there are.</source>
        <translation>没有名为“{model}”的模型。`medviewer models list` 可列出现有模型。</translation>
    </message>
    <message>
        <source>{file}, of {model}, is missing or not the one its card describes. Install the model again.</source>
        <translation>{model} 的 {file} 缺失，或与其模型卡所述不符。请重新安装该模型。</translation>
    </message>
</context>
<context>
    <name>Mouse</name>
    <message>
        <source>&amp;Mouse</source>
        <translation>鼠标(&amp;M)</translation>
    </message>
    <message>
        <source>All cells go to that place</source>
        <translation>所有窗格转到该处</translation>
    </message>
    <message>
        <source>Alt + drag</source>
        <translation>Alt + 拖动</translation>
    </message>
    <message>
        <source>Alt + wheel</source>
        <translation>Alt + 滚轮</translation>
    </message>
    <message>
        <source>Brighter (IHE)</source>
        <translation>变亮（IHE）</translation>
    </message>
    <message>
        <source>Click on a box</source>
        <translation>单击方框</translation>
    </message>
    <message>
        <source>Click, click</source>
        <translation>逐点单击</translation>
    </message>
    <message>
        <source>Click, or Shift + move, with the 3-D cursor on</source>
        <translation>三维光标打开时单击，或按住 Shift 移动</translation>
    </message>
    <message>
        <source>Ctrl + drag</source>
        <translation>Ctrl + 拖动</translation>
    </message>
    <message>
        <source>Ctrl + drag, right button</source>
        <translation>Ctrl + 右键拖动</translation>
    </message>
    <message>
        <source>Ctrl + wheel</source>
        <translation>Ctrl + 滚轮</translation>
    </message>
    <message>
        <source>Darker</source>
        <translation>变暗</translation>
    </message>
    <message>
        <source>Double-click</source>
        <translation>双击</translation>
    </message>
    <message>
        <source>Drag a handle or a line</source>
        <translation>拖动控制点或线段</translation>
    </message>
    <message>
        <source>Drag a series from the list</source>
        <translation>从列表拖动序列</translation>
    </message>
    <message>
        <source>Drag the crosshair of the planes</source>
        <translation>拖动平面的十字线</translation>
    </message>
    <message>
        <source>Drag, left button</source>
        <translation>左键拖动</translation>
    </message>
    <message>
        <source>Drag, middle button</source>
        <translation>中键拖动</translation>
    </message>
    <message>
        <source>Drag, right button</source>
        <translation>右键拖动</translation>
    </message>
    <message>
        <source>Draw from point to point, too</source>
        <translation>也可逐点绘制</translation>
    </message>
    <message>
        <source>Five images on or back</source>
        <translation>前进或后退五幅图像</translation>
    </message>
    <message>
        <source>Give the image all the room, or the others theirs again</source>
        <translation>让该图像占满全部区域，或恢复其他窗格</translation>
    </message>
    <message>
        <source>Hide all of the AI</source>
        <translation>隐藏所有 AI 内容</translation>
    </message>
    <message>
        <source>Hold Space</source>
        <translation>按住空格键</translation>
    </message>
    <message>
        <source>Larger</source>
        <translation>放大</translation>
    </message>
    <message>
        <source>Left button &amp;scrolls (IHE basic viewer)</source>
        <translation>左键翻页（IHE 基本浏览）(&amp;S)</translation>
    </message>
    <message>
        <source>Left button &amp;windows (OHIF, Weasis)</source>
        <translation>左键调窗（OHIF、Weasis）(&amp;W)</translation>
    </message>
    <message>
        <source>Left button m&amp;oves, right windows (PACS)</source>
        <translation>左键移动，右键调窗（PACS）(&amp;O)</translation>
    </message>
    <message>
        <source>Menu of window presets; while drawing, one point back</source>
        <translation>窗宽窗位预设菜单；绘制时撤回一点</translation>
    </message>
    <message>
        <source>Move a measurement, whatever the tool</source>
        <translation>移动测量，与当前工具无关</translation>
    </message>
    <message>
        <source>Move the image</source>
        <translation>平移图像</translation>
    </message>
    <message>
        <source>My &amp;own</source>
        <translation>自定义(&amp;O)</translation>
    </message>
    <message>
        <source>Next or previous time, echo, b-value</source>
        <translation>下一个或上一个时相、回波、b 值</translation>
    </message>
    <message>
        <source>Nothing</source>
        <translation>无操作</translation>
    </message>
    <message>
        <source>One image on or back</source>
        <translation>前进或后退一幅图像</translation>
    </message>
    <message>
        <source>Right click</source>
        <translation>右键单击</translation>
    </message>
    <message>
        <source>Scroll through the series</source>
        <translation>浏览序列</translation>
    </message>
    <message>
        <source>Select the finding; twice: change it</source>
        <translation>选中发现；双击：修改</translation>
    </message>
    <message>
        <source>Shift + drag</source>
        <translation>Shift + 拖动</translation>
    </message>
    <message>
        <source>Shift + drag, right button</source>
        <translation>Shift + 右键拖动</translation>
    </message>
    <message>
        <source>Shift + wheel</source>
        <translation>Shift + 滚轮</translation>
    </message>
    <message>
        <source>Shift + wheel, while a finding is changed</source>
        <translation>修改发现时 Shift + 滚轮</translation>
    </message>
    <message>
        <source>Show it in that cell</source>
        <translation>在该窗格中显示</translation>
    </message>
    <message>
        <source>Smaller (IHE)</source>
        <translation>缩小（IHE）</translation>
    </message>
    <message>
        <source>Takes the end of its slices along</source>
        <translation>带动其层面范围的一端</translation>
    </message>
    <message>
        <source>The centre moves all planes, a line its own, a dot turns them</source>
        <translation>中心移动所有平面，线移动其所属平面，圆点旋转平面</translation>
    </message>
    <message>
        <source>What dragging with each button does; “My own” is set up in the settings.</source>
        <translation>用各个按键拖动时的作用；“自定义”在设置中调整。</translation>
    </message>
    <message>
        <source>Wheel</source>
        <translation>滚轮</translation>
    </message>
    <message>
        <source>Window: to the right wider, up brighter</source>
        <translation>调窗：向右变宽，向上变亮</translation>
    </message>
    <message>
        <source>Window: to the right wider, up darker</source>
        <translation>调窗：向右变宽，向上变暗</translation>
    </message>
    <message>
        <source>Zoom about the pointer</source>
        <translation>以指针为中心缩放</translation>
    </message>
    <message>
        <source>Zoom: down in, up out</source>
        <translation>缩放：向下放大，向上缩小</translation>
    </message>
    <message>
        <source>Zoom: up in, down out</source>
        <translation>缩放：向上放大，向下缩小</translation>
    </message>
</context>
<context>
    <name>Network</name>
    <message>
        <source>An earlier study that the archive sent is of another patient than it had said, so it was removed. Tell the archive&apos;s administrator.</source>
        <translation>归档服务器发来的一份既往检查属于另一位患者，与其声明不符，已将其移除。请告知归档服务器管理员。</translation>
    </message>
    <message>
        <source>An image was sent to this computer; its study is on the list of studies.</source>
        <translation>有 1 幅图像发送到本机；其检查已列入检查列表。</translation>
    </message>
    <message>
        <source>No archive is named {name}. Enter it in the settings of the network first.</source>
        <translation>没有名为 {name} 的归档服务器。请先在网络设置中输入。</translation>
    </message>
    <message>
        <source>This window keeps nothing, so nothing can be fetched into it.</source>
        <translation>此窗口不保存任何内容，因此无法获取检查。</translation>
    </message>
    <message>
        <source>{count} images were sent to this computer; their study is on the list of studies.</source>
        <translation>已有 {count} 幅图像发送到本机；其检查已列入检查列表。</translation>
    </message>
</context>
<context>
    <name>Nodes</name>
    <message>
        <source>&quot;{title}&quot; is no AE title: 1 to {most} letters, digits and signs, no backslash.</source>
        <translation>“{title}”不是有效的 AE 标题：应为 1 至 {most} 个字母、数字或符号，不得含反斜杠。</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>An archive needs a name of 1 to {most} letters.</source>
        <translation>归档服务器需要 1 至 {most} 个字符的名称。</translation>
    </message>
    <message>
        <source>Archive {number} ({name}) was left out. {why}</source>
        <translation>第 {number} 个归档服务器（{name}）已略去。{why}</translation>
    </message>
    <message>
        <source>Archive {number} ({name}) was left out: its {what} cannot be used. Enter it again.</source>
        <translation>第 {number} 个归档服务器（{name}）已略去：其 {what} 无法使用。请重新输入。</translation>
    </message>
    <message>
        <source>Archives</source>
        <translation>归档服务器</translation>
    </message>
    <message>
        <source>Archives and network</source>
        <translation>归档服务器与网络</translation>
    </message>
    <message>
        <source>Archives entered</source>
        <translation>已录入的归档服务器</translation>
    </message>
    <message>
        <source>Archives that hand images over by C-MOVE, and devices that send by themselves, call this address while the window is open.</source>
        <translation>经 C-MOVE 传送图像的归档服务器和自行发送的设备，在窗口打开期间呼叫此地址。</translation>
    </message>
    <message>
        <source>Asking {address}…</source>
        <translation>正在询问 {address}…</translation>
    </message>
    <message>
        <source>At most</source>
        <translation>至多</translation>
    </message>
    <message>
        <source>At most, studies</source>
        <translation>至多检查数</translation>
    </message>
    <message>
        <source>Authorities (CA)</source>
        <translation>证书颁发机构（CA）</translation>
    </message>
    <message>
        <source>Beyond that the studies opened longest ago go first; never one that is open, in work or marked to be kept. 0: no limit.</source>
        <translation>超出时，最久未打开的检查先删除；正在打开、正在处理或标为保留的检查绝不删除。0 表示不限。</translation>
    </message>
    <message>
        <source>C-GET: on the same connection</source>
        <translation>C-GET：经同一连接</translation>
    </message>
    <message>
        <source>C-MOVE: the archive calls back</source>
        <translation>C-MOVE：由服务器回呼</translation>
    </message>
    <message>
        <source>Choose a PEM file</source>
        <translation>选择 PEM 文件</translation>
    </message>
    <message>
        <source>Choose: {file}</source>
        <translation>选择：{file}</translation>
    </message>
    <message>
        <source>DICOM network (DIMSE)</source>
        <translation>DICOM 网络（DIMSE）</translation>
    </message>
    <message>
        <source>DICOMweb (HTTP)</source>
        <translation>DICOMweb（HTTP）</translation>
    </message>
    <message>
        <source>Days after it was last opened</source>
        <translation>最后一次打开后的天数</translation>
    </message>
    <message>
        <source>Earlier studies of the same patient are fetched while you read; one whose ID and birth date do not agree never is.</source>
        <translation>阅片时调取同一患者的既往检查；患者 ID 和出生日期不符的绝不调取。</translation>
    </message>
    <message>
        <source>Encryption</source>
        <translation>加密</translation>
    </message>
    <message>
        <source>Fetch them from</source>
        <translation>调取自</translation>
    </message>
    <message>
        <source>Host</source>
        <translation>主机</translation>
    </message>
    <message>
        <source>Images come by</source>
        <translation>图像传送方式</translation>
    </message>
    <message>
        <source>In the file of archives, {part} of {name} cannot be used; the usual settings are.</source>
        <translation>归档服务器文件中 {name} 的 {part} 无法使用，改用默认设置。</translation>
    </message>
    <message>
        <source>Its AE title</source>
        <translation>对方 AE 标题</translation>
    </message>
    <message>
        <source>Listening</source>
        <translation>接收</translation>
    </message>
    <message>
        <source>Listening as {address}.</source>
        <translation>正以 {address} 接收。</translation>
    </message>
    <message>
        <source>Login</source>
        <translation>登录</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>New</source>
        <translation>新建</translation>
    </message>
    <message>
        <source>Nobody can send to this window now.</source>
        <translation>目前无人可以向此窗口发送。</translation>
    </message>
    <message>
        <source>Not older than, years</source>
        <translation>不早于（年）</translation>
    </message>
    <message>
        <source>Offer first</source>
        <translation>优先选用</translation>
    </message>
    <message>
        <source>Only of the same modality</source>
        <translation>仅同一模态</translation>
    </message>
    <message>
        <source>Only of the same region of the body</source>
        <translation>仅同一身体区域</translation>
    </message>
    <message>
        <source>Other computers can reach {address} then: what comes in is not encrypted unless TLS is on, and an AE title is no password.</source>
        <translation>这样其他计算机可以访问 {address}：除非打开 TLS，传来的内容不加密，而 AE 标题不是密码。</translation>
    </message>
    <message>
        <source>Our AE title</source>
        <translation>我方 AE 标题</translation>
    </message>
    <message>
        <source>Our certificate</source>
        <translation>我方证书</translation>
    </message>
    <message>
        <source>Our key</source>
        <translation>我方密钥</translation>
    </message>
    <message>
        <source>Passphrase of the key</source>
        <translation>密钥口令</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>密码</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>端口</translation>
    </message>
    <message>
        <source>Press Remove again to forget {name} and its secrets.</source>
        <translation>再按一次“删除”，即删除 {name} 及其密码。</translation>
    </message>
    <message>
        <source>Priors</source>
        <translation>既往检查</translation>
    </message>
    <message>
        <source>Priors and storage</source>
        <translation>既往检查与存储</translation>
    </message>
    <message>
        <source>Protocol</source>
        <translation>协议</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Say which address is listened on: 127.0.0.1 for this computer alone, 0.0.0.0 for everybody who reaches it.</source>
        <translation>请指明在哪个地址上接收：127.0.0.1 仅限本机，0.0.0.0 则能连到本机的人都可发送。</translation>
    </message>
    <message>
        <source>Silent after</source>
        <translation>无应答时限</translation>
    </message>
    <message>
        <source>TLS</source>
        <translation>TLS</translation>
    </message>
    <message>
        <source>Take what others send</source>
        <translation>接收他方发送的内容</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>测试</translation>
    </message>
    <message>
        <source>The archives entered could not be read: {file} is damaged. Correct it, or enter them again: that replaces it.</source>
        <translation>无法读取已输入的归档服务器：{file} 已损坏。请更正该文件，或重新输入（将替换该文件）。</translation>
    </message>
    <message>
        <source>The archives entered could not be saved to {file} ({reason}); they last until MedViewer ends.</source>
        <translation>已输入的归档服务器无法保存到 {file}（{reason}）；仅在 MedViewer 退出前有效。</translation>
    </message>
    <message>
        <source>The secret is kept in the system’s keyring.</source>
        <translation>密码已存入系统的密钥环。</translation>
    </message>
    <message>
        <source>There is an archive named {name} already. Choose another name.</source>
        <translation>已有名为 {name} 的归档服务器。请另选名称。</translation>
    </message>
    <message>
        <source>Token</source>
        <translation>令牌</translation>
    </message>
    <message>
        <source>User</source>
        <translation>用户</translation>
    </message>
    <message>
        <source>What is kept of what arrived</source>
        <translation>传来内容的保留</translation>
    </message>
    <message>
        <source>What was typed is not saved. Press Save, or close once more to leave it.</source>
        <translation>输入的内容尚未保存。请点击“保存”，或再次关闭以放弃。</translation>
    </message>
    <message>
        <source>Who may send</source>
        <translation>允许发送者</translation>
    </message>
    <message>
        <source>Without TLS</source>
        <translation>不用 TLS</translation>
    </message>
    <message>
        <source>client certificate</source>
        <translation>客户端证书</translation>
    </message>
    <message>
        <source>in the certificate’s file</source>
        <translation>在证书文件中</translation>
    </message>
    <message>
        <source>leave empty to keep what is kept</source>
        <translation>留空则保持已存的内容</translation>
    </message>
    <message>
        <source>no login</source>
        <translation>无需登录</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>nowhere: priors are not fetched</source>
        <translation>不指定：不调取既往检查</translation>
    </message>
    <message>
        <source>password or token may go unencrypted (http)</source>
        <translation>密码或令牌可以不加密传输（http）</translation>
    </message>
    <message>
        <source>separated by commas; empty: the archives entered</source>
        <translation>以逗号分隔；留空：已录入的归档服务器</translation>
    </message>
    <message>
        <source>the system’s own</source>
        <translation>系统自带</translation>
    </message>
    <message>
        <source>token</source>
        <translation>令牌</translation>
    </message>
    <message>
        <source>user and password</source>
        <translation>用户名和密码</translation>
    </message>
    <message>
        <source>{address} answers, in {time} ms.</source>
        <translation>{address} 有应答，用时 {time} 毫秒。</translation>
    </message>
    <message>
        <source>{count} studies are kept now, {size}.</source>
        <translation>目前保留 {count} 个检查，共 {size}。</translation>
    </message>
    <message>
        <source>{name} is entered.</source>
        <translation>{name} 已录入。</translation>
    </message>
    <message>
        <source>{name}: the address must begin with https:// or http://.</source>
        <translation>{name}：地址必须以 https:// 或 http:// 开头。</translation>
    </message>
    <message>
        <source>{name}: the address must end before the first ? or #. A token is entered as the login and is kept in the keyring.</source>
        <translation>{name}：地址不得包含 ? 或 # 及其后的内容。令牌请作为登录方式填写，并保存在系统钥匙串中。</translation>
    </message>
    <message>
        <source>{name}: the address must not hold a user or password. Choose a login instead; its password is kept in the keyring.</source>
        <translation>{name}：地址中不得包含用户名或密码。请改选登录方式；密码保存在系统钥匙串中。</translation>
    </message>
    <message>
        <source>{name}: the host must be a name or an address.</source>
        <translation>{name}：主机必须是名称或地址。</translation>
    </message>
    <message>
        <source>{name}: the waiting time must be 1 second or more.</source>
        <translation>{name}：等待时间必须为 1 秒或以上。</translation>
    </message>
    <message>
        <source>{name}: this login needs a user.</source>
        <translation>{name}：此登录方式需要用户名。</translation>
    </message>
    <message>
        <source>{port} is no port; ports are 1 to {most}.</source>
        <translation>{port} 不是有效端口；端口为 1 至 {most}。</translation>
    </message>
</context>
<context>
    <name>Notes</name>
    <message>
        <source>The only image cannot be shown; the text in its place says why.</source>
        <translation>唯一的图像无法显示；图像处的文字说明了原因。</translation>
    </message>
    <message>
        <source>{unreadable} of {count} images cannot be shown; scroll to one to read why.</source>
        <translation>{count} 幅图像中有 {unreadable} 幅无法显示；翻到该图像可查看原因。</translation>
    </message>
</context>
<context>
    <name>Notices</name>
    <message>
        <source>Copy this message</source>
        <translation>复制此消息</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>关闭此消息</translation>
    </message>
    <message>
        <source>{count} more below these</source>
        <translation>还有 {count} 条</translation>
    </message>
</context>
<context>
    <name>ONNX export</name>
    <message>
        <source>The network could not be written for ONNX Runtime ({cause}). The other ways to run it remain.</source>
        <translation>无法为 ONNX Runtime 导出该网络（{cause}）。其他运行方式仍可使用。</translation>
    </message>
</context>
<context>
    <name>Objects</name>
    <message>
        <source>(not named)</source>
        <translation>（未命名）</translation>
    </message>
    <message>
        <source>Close an object of the study</source>
        <translation>关闭检查中的对象</translation>
    </message>
    <message>
        <source>Copy this page’s text</source>
        <translation>复制本页文字</translation>
    </message>
    <message>
        <source>DICOM attributes</source>
        <translation>DICOM 属性</translation>
    </message>
    <message>
        <source>Everything the report keeps is here already.</source>
        <translation>报告中保存的内容都已存在。</translation>
    </message>
    <message>
        <source>Find in this document</source>
        <translation>在此文档中查找</translation>
    </message>
    <message>
        <source>Image {uid}</source>
        <translation>图像 {uid}</translation>
    </message>
    <message>
        <source>Image {uid}, frame {frames}</source>
        <translation>图像 {uid}，第 {frames} 帧</translation>
    </message>
    <message>
        <source>Images ({count})</source>
        <translation>图像（{count}）</translation>
    </message>
    <message>
        <source>Key images</source>
        <translation>关键图像</translation>
    </message>
    <message>
        <source>Larger</source>
        <translation>放大</translation>
    </message>
    <message>
        <source>Mark these as key images</source>
        <translation>标为关键图像</translation>
    </message>
    <message>
        <source>Marks from o&amp;bjects</source>
        <translation>对象中的标注(&amp;B)</translation>
    </message>
    <message>
        <source>Next hit</source>
        <translation>下一处</translation>
    </message>
    <message>
        <source>Next page</source>
        <translation>下一页</translation>
    </message>
    <message>
        <source>No frame of this object could be decoded. Copy or export the file again.</source>
        <translation>此对象的所有帧均无法解码。请重新复制或导出该文件。</translation>
    </message>
    <message>
        <source>Nobody has verified this report.</source>
        <translation>本报告尚未经任何人审核。</translation>
    </message>
    <message>
        <source>None of these images is open.</source>
        <translation>这些图像均未打开。</translation>
    </message>
    <message>
        <source>None of this study’s reports was written by MedViewer.</source>
        <translation>本检查的报告都不是由 MedViewer 写出的。</translation>
    </message>
    <message>
        <source>Open an object of the study</source>
        <translation>打开检查中的对象</translation>
    </message>
    <message>
        <source>Open the report, document, waveform or layer that was chosen in the studies.</source>
        <translation>打开在检查列表中选定的报告、文档、波形或图层。</translation>
    </message>
    <message>
        <source>Page {n} of {count}</source>
        <translation>第 {n} 页，共 {count} 页</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>Presentation &amp;off</source>
        <translation>关闭呈现状态(&amp;O)</translation>
    </message>
    <message>
        <source>Previous hit</source>
        <translation>上一处</translation>
    </message>
    <message>
        <source>Previous page</source>
        <translation>上一页</translation>
    </message>
    <message>
        <source>Print…</source>
        <translation>打印…</translation>
    </message>
    <message>
        <source>Put what reports of MedViewer keep of this study into the reading. It can be undone.</source>
        <translation>将 MedViewer 报告中保存的本检查内容放入当前阅片。可以撤销。</translation>
    </message>
    <message>
        <source>Read from a report of {date}.</source>
        <translation>读自 {date} 的报告。</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>报告</translation>
    </message>
    <message>
        <source>Save as a file…</source>
        <translation>另存为文件…</translation>
    </message>
    <message>
        <source>Saved as {file}.</source>
        <translation>已保存为 {file}。</translation>
    </message>
    <message>
        <source>Show or hide what reports and presentation states draw on the images.</source>
        <translation>显示或隐藏报告和呈现状态画在图像上的标注。</translation>
    </message>
    <message>
        <source>Show the image in its own greys again, as it is stored, without the state’s marks.</source>
        <translation>恢复图像本身的灰阶与方位，不显示呈现状态的标注。</translation>
    </message>
    <message>
        <source>Show the image referred to</source>
        <translation>显示所引用的图像</translation>
    </message>
    <message>
        <source>Smaller</source>
        <translation>缩小</translation>
    </message>
    <message>
        <source>Take over findings and decisions</source>
        <translation>接收病灶与判定</translation>
    </message>
    <message>
        <source>The PDF inside is damaged and cannot be shown. Ask for it again.</source>
        <translation>其中的 PDF 已损坏，无法显示。请重新索取。</translation>
    </message>
    <message>
        <source>The PDF is locked with a password, so it cannot be shown.</source>
        <translation>PDF 受密码保护，无法显示。</translation>
    </message>
    <message>
        <source>The compressed content of {file} is damaged or too large for this disk. Copy the file again.</source>
        <translation>{file} 的压缩内容已损坏，或超出此磁盘的容量。请重新复制该文件。</translation>
    </message>
    <message>
        <source>The document has no page {n}.</source>
        <translation>文档没有第 {n} 页。</translation>
    </message>
    <message>
        <source>The file describes no segment.</source>
        <translation>文件未描述任何分割区。</translation>
    </message>
    <message>
        <source>The file does not say what its values mean, nor in which unit.</source>
        <translation>文件未说明其数值的含义和单位。</translation>
    </message>
    <message>
        <source>The file does not say where its doses lie.</source>
        <translation>文件未说明剂量的空间位置。</translation>
    </message>
    <message>
        <source>The file gives no usable scale of its doses ({stated}); stored numbers are shown as they are.</source>
        <translation>文件未给出可用的剂量缩放系数（{stated}）；按存储值原样显示。</translation>
    </message>
    <message>
        <source>The file has frames of segment {numbers}, which it does not describe.</source>
        <translation>文件含有分割区 {numbers} 的帧，但未对其作描述。</translation>
    </message>
    <message>
        <source>The file has no frames: nothing is segmented.</source>
        <translation>该文件没有任何帧：未分割出任何内容。</translation>
    </message>
    <message>
        <source>The file holds no dose grid, only what it tells of regions.</source>
        <translation>该文件不含剂量网格，仅有关于各区域的剂量信息。</translation>
    </message>
    <message>
        <source>The file is too large for what it says it is: {size} MB, and {limit} MB are the most. Export it again.</source>
        <translation>文件大小与其所称类型不符：{size} MB，上限为 {limit} MB。请重新导出。</translation>
    </message>
    <message>
        <source>The file outlines no region.</source>
        <translation>文件未勾画任何区域。</translation>
    </message>
    <message>
        <source>The file places {placed} of the {frames} slices of its doses; the others are left out.</source>
        <translation>该文件的 {frames} 层剂量中只有 {placed} 层说明了位置；其余层未予采用。</translation>
    </message>
    <message>
        <source>The image this refers to is not open. Open the study it belongs to, and follow the link again.</source>
        <translation>所引用的图像未打开。请打开其所属检查后再点击链接。</translation>
    </message>
    <message>
        <source>The object holds no document. Ask for it again.</source>
        <translation>该对象中没有文档。请重新索取。</translation>
    </message>
    <message>
        <source>The page ends here; the attributes list all of it.</source>
        <translation>页面到此为止；完整内容见属性列表。</translation>
    </message>
    <message>
        <source>The quality of these images is doubted.</source>
        <translation>这些图像的质量存疑。</translation>
    </message>
    <message>
        <source>The reading was taken over from the study’s reports: findings, decisions, drawings, codes. Undo takes it back.</source>
        <translation>已从该检查的报告中接收阅片结果：所见、决定、标注与编码。可撤销。</translation>
    </message>
    <message>
        <source>The reading was taken over from the study’s reports; {lost} of its findings and drawings could not be: their images are not open, or their model is not installed. Undo takes it back.</source>
        <translation>已从本检查的报告接收阅片内容；其中 {lost} 项病灶或测量未能接收：其图像未打开，或其模型未安装。可撤销。</translation>
    </message>
    <message>
        <source>The report has more than {most} items; the rest is left out.</source>
        <translation>报告条目超过 {most} 项，其余已略去。</translation>
    </message>
    <message>
        <source>The report has no content. Ask for it again where it was written.</source>
        <translation>报告没有内容。请向出具方重新索取。</translation>
    </message>
    <message>
        <source>The report is nested deeper than {most} levels.</source>
        <translation>报告嵌套超过 {most} 层。</translation>
    </message>
    <message>
        <source>These are differences between doses, not doses.</source>
        <translation>这些是剂量之差，而不是剂量。</translation>
    </message>
    <message>
        <source>These images were rejected. Do not read from them.</source>
        <translation>这些图像已被弃用，请勿据此阅片。</translation>
    </message>
    <message>
        <source>This document ({media}) has no pages that MedViewer can show. Save it as a file and open it with a program made for it.</source>
        <translation>此文档（{media}）没有 MedViewer 能显示的页面。请另存为文件，用相应程序打开。</translation>
    </message>
    <message>
        <source>This object has more voxels than MedViewer spends memory on. Crop it where it was made.</source>
        <translation>此对象的体素数超出 MedViewer 的内存限额。请在生成它的系统中裁剪。</translation>
    </message>
    <message>
        <source>Verified by {who}</source>
        <translation>审核者：{who}</translation>
    </message>
    <message>
        <source>image {number}</source>
        <translation>图像 {number}</translation>
    </message>
    <message>
        <source>not found</source>
        <translation>未找到</translation>
    </message>
    <message>
        <source>{count} contours of “{name}” cannot be read and are not drawn.</source>
        <translation>“{name}”有 {count} 条轮廓无法读取，未予绘制。</translation>
    </message>
    <message>
        <source>{count} contours of “{name}” lie across the others or are not flat, so its volume is not known.</source>
        <translation>“{name}”有 {count} 条轮廓与其他轮廓方向不一致或不在同一平面内，因此其体积未知。</translation>
    </message>
    <message>
        <source>{file} holds another kind of DICOM object than was asked for. Open it from the list of series.</source>
        <translation>{file} 中的 DICOM 对象类型与所请求的不符。请从序列列表中打开。</translation>
    </message>
    <message>
        <source>{file}: MedViewer has no view for this kind of object ({kind}). Its attributes are listed instead.</source>
        <translation>{file}：MedViewer 无法显示此类对象（{kind}），已改为列出其属性。</translation>
    </message>
    <message>
        <source>{file}: the images this presentation state speaks of are not open. Open them together with it.</source>
        <translation>{file}：此呈现状态所引用的图像未打开。请与其一起打开。</translation>
    </message>
    <message>
        <source>{file}: {reason}</source>
        <translation>{file}：{reason}</translation>
    </message>
    <message>
        <source>{shape}, {count} points</source>
        <translation>{shape}，{count} 个点</translation>
    </message>
    <message>
        <source>{uid} (not open)</source>
        <translation>{uid}（未打开）</translation>
    </message>
</context>
<context>
    <name>OperatingPoint</name>
    <message>
        <source>&amp;Balanced</source>
        <translation>平衡(&amp;B)</translation>
    </message>
    <message>
        <source>&amp;Operating point</source>
        <translation>工作点(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Screening</source>
        <translation>筛查(&amp;S)</translation>
    </message>
    <message>
        <source>Balanced</source>
        <translation>平衡</translation>
    </message>
    <message>
        <source>By hand</source>
        <translation>手动</translation>
    </message>
    <message>
        <source>Each model’s own</source>
        <translation>各模型自身阈值</translation>
    </message>
    <message>
        <source>How sure the model must be: each point is a threshold of its own for every model and version ({screening}, {balanced}, {specific}).</source>
        <translation>模型须有多大把握：每个工作点对每个模型和版本都有各自的阈值（{screening}、{balanced}、{specific}）。</translation>
    </message>
    <message>
        <source>Measured on: {data}</source>
        <translation>测量数据：{data}</translation>
    </message>
    <message>
        <source>Operating point</source>
        <translation>工作点</translation>
    </message>
    <message>
        <source>S&amp;pecific</source>
        <translation>特异(&amp;P)</translation>
    </message>
    <message>
        <source>Screening</source>
        <translation>筛查</translation>
    </message>
    <message>
        <source>Sensitivity {sensitivity} · specificity {specificity} · PPV {ppv} at a prevalence of {prevalence}</source>
        <translation>灵敏度 {sensitivity} · 特异度 {specificity} · 患病率 {prevalence} 时阳性预测值 {ppv}</translation>
    </message>
    <message>
        <source>Show less: the threshold with the fewest false alarms.</source>
        <translation>显示较少：误报最少的阈值。</translation>
    </message>
    <message>
        <source>Show more: the threshold that misses least.</source>
        <translation>显示较多：漏诊最少的阈值。</translation>
    </message>
    <message>
        <source>Specific</source>
        <translation>特异</translation>
    </message>
    <message>
        <source>The usual threshold, between the two.</source>
        <translation>通常的阈值，介于两者之间。</translation>
    </message>
    <message>
        <source>below screening</source>
        <translation>低于筛查</translation>
    </message>
    <message>
        <source>high</source>
        <translation>高</translation>
    </message>
    <message>
        <source>low</source>
        <translation>低</translation>
    </message>
    <message>
        <source>medium</source>
        <translation>中</translation>
    </message>
    <message>
        <source>{name}</source>
        <translation>{name}</translation>
    </message>
</context>
<context>
    <name>Orientation</name>
    <message>
        <source>axial</source>
        <translation>横断面</translation>
    </message>
    <message>
        <source>coronal</source>
        <translation>冠状面</translation>
    </message>
    <message>
        <source>oblique</source>
        <translation>斜面</translation>
    </message>
    <message>
        <source>sagittal</source>
        <translation>矢状面</translation>
    </message>
</context>
<context>
    <name>Outgoing</name>
    <message>
        <source>De-identified copies</source>
        <translation>去标识化副本</translation>
    </message>
    <message>
        <source>Text may stand in the pixels of {count} files: look at them before you send them.</source>
        <translation>{count} 个文件的像素中可能含有文字：发送前请查看。</translation>
    </message>
    <message>
        <source>The last export lies in a ZIP archive, or is gone. Export into a folder, or choose objects made now.</source>
        <translation>上次导出位于 ZIP 压缩包中，或已不存在。请导出到文件夹，或选择现在生成的对象。</translation>
    </message>
    <message>
        <source>There is nothing to send: no DICOM object came of what you chose. Choose something else, or decide on findings and measure first.</source>
        <translation>没有可发送的内容：所选内容未生成 DICOM 对象。请另作选择，或先对所见作出判断并进行测量。</translation>
    </message>
    <message>
        <source>{count} files cannot be cleaned and are not sent. The first: {reason}</source>
        <translation>{count} 个文件无法去标识化，不予发送。第一个：{reason}</translation>
    </message>
</context>
<context>
    <name>Override</name>
    <message>
        <source>Run against the guard&apos;s advice</source>
        <translation>不顾防护建议运行</translation>
    </message>
    <message>
        <source>Run anyway</source>
        <translation>仍要运行</translation>
    </message>
    <message>
        <source>The images are sent to {name} ({url}) once more, as you agreed for this study; your reason stays here.</source>
        <translation>图像将按您对此检查的同意再次发送到 {name}（{url}）；您填写的理由留在本机。</translation>
    </message>
    <message>
        <source>What it finds then is outside of all that was measured: no score, percentage or operating point of its card holds. Your reason is kept with the result and stands in the report.</source>
        <translation>此时的所见超出一切已测量的范围：模型卡上的评分、百分比和工作点均不成立。您的理由将与结果一同保存，并写入报告。</translation>
    </message>
    <message>
        <source>Why shall it run all the same?</source>
        <translation>为何仍要运行？</translation>
    </message>
    <message>
        <source>Your reason</source>
        <translation>您的理由</translation>
    </message>
    <message>
        <source>{model} advises against it:</source>
        <translation>{model} 不建议运行：</translation>
    </message>
</context>
<context>
    <name>Palette</name>
    <message>
        <source>Commands</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>No command fits these letters.</source>
        <translation>没有匹配的命令。</translation>
    </message>
    <message>
        <source>Search commands</source>
        <translation>搜索命令</translation>
    </message>
    <message>
        <source>{group}: {title}</source>
        <translation>{group}：{title}</translation>
    </message>
</context>
<context>
    <name>Patient</name>
    <message>
        <source>female</source>
        <translation>女</translation>
    </message>
    <message>
        <source>male</source>
        <translation>男</translation>
    </message>
    <message>
        <source>other</source>
        <translation>其他</translation>
    </message>
</context>
<context>
    <name>Pattern</name>
    <message>
        <source>Monitor test pattern</source>
        <translation>显示器测试图</translation>
    </message>
    <message>
        <source>The small squares in the first and the last step must be seen; the ramp must have no bands; single lines must be apart; the border must be whole. Any key closes this.</source>
        <translation>第一级和最后一级灰阶中的小方块应可见；渐变应无条带；单线应可分辨；边框应完整。按任意键关闭。</translation>
    </message>
</context>
<context>
    <name>Pictures</name>
    <message>
        <source>&amp;Animated GIF…</source>
        <translation>GIF 动画(&amp;A)…</translation>
    </message>
    <message>
        <source>&amp;MP4 film…</source>
        <translation>MP4 视频(&amp;M)…</translation>
    </message>
    <message>
        <source>&amp;PNG files…</source>
        <translation>PNG 图片序列(&amp;P)…</translation>
    </message>
    <message>
        <source>Every image of the series shown, with measurements, segments and the AI&apos;s marks, without the patient&apos;s name.</source>
        <translation>所示序列的每一幅图像，含测量、分割和 AI 标记，不含患者姓名。</translation>
    </message>
    <message>
        <source>Nothing was copied: the image is not there yet. Wait until it is shown and try again.</source>
        <translation>未复制任何内容：图像尚未载入。请等图像显示后再试。</translation>
    </message>
    <message>
        <source>The image is in the clipboard, {width} × {height} pixels.</source>
        <translation>图像已复制到剪贴板，{width} × {height} 像素。</translation>
    </message>
    <message>
        <source>The pictures are being drawn…</source>
        <translation>正在绘制图片…</translation>
    </message>
    <message>
        <source>The pictures were written to {folder}.</source>
        <translation>图片已写入 {folder}。</translation>
    </message>
    <message>
        <source>The program ffmpeg could not write the video. Write a GIF or PNG files instead.</source>
        <translation>ffmpeg 程序无法写出视频。请改为导出 GIF 或 PNG。</translation>
    </message>
    <message>
        <source>Videos are written by the program ffmpeg, which is not on this computer. Install it (ffmpeg.org, or your system&apos;s package manager) and try again; GIF and PNG need nothing.</source>
        <translation>视频由 ffmpeg 程序生成，而此电脑上没有该程序。请安装（ffmpeg.org 或系统软件包管理器）后重试；GIF 和 PNG 无需其他程序。</translation>
    </message>
    <message>
        <source>Write &amp;pictures</source>
        <translation>导出图片(&amp;P)</translation>
    </message>
</context>
<context>
    <name>Presentation</name>
    <message>
        <source>Mask subtraction is not shown.</source>
        <translation>减影未显示。</translation>
    </message>
    <message>
        <source>Shown as in the presentation state “{label}”; “Presentation off” shows the image’s own greys.</source>
        <translation>按呈现状态“{label}”显示；“关闭呈现状态”恢复图像本身的灰阶。</translation>
    </message>
    <message>
        <source>The blending of several images is not shown.</source>
        <translation>多幅图像的融合未显示。</translation>
    </message>
    <message>
        <source>The colours this state gives to grey images are not shown.</source>
        <translation>此呈现状态赋予灰度图像的颜色未显示。</translation>
    </message>
    <message>
        <source>The planes and renderings of a volume that this state asks for are not shown.</source>
        <translation>此呈现状态所要求的容积平面和渲染未显示。</translation>
    </message>
</context>
<context>
    <name>Presets</name>
    <message>
        <source>&amp;Window presets</source>
        <translation>预设窗(&amp;W)</translation>
    </message>
    <message>
        <source>Angio</source>
        <translation>血管</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>自动</translation>
    </message>
    <message>
        <source>Bone</source>
        <translation>骨</translation>
    </message>
    <message>
        <source>Brain</source>
        <translation>脑</translation>
    </message>
    <message>
        <source>Liver</source>
        <translation>肝</translation>
    </message>
    <message>
        <source>Lung</source>
        <translation>肺</translation>
    </message>
    <message>
        <source>Mediastinum</source>
        <translation>纵隔</translation>
    </message>
    <message>
        <source>Posterior fossa</source>
        <translation>后颅窝</translation>
    </message>
    <message>
        <source>SUV 0–{top}</source>
        <translation>SUV 0–{top}</translation>
    </message>
    <message>
        <source>Soft tissue</source>
        <translation>软组织</translation>
    </message>
    <message>
        <source>Stroke</source>
        <translation>卒中</translation>
    </message>
    <message>
        <source>Subdural</source>
        <translation>硬膜下</translation>
    </message>
</context>
<context>
    <name>Print</name>
    <message>
        <source>(patient not named)</source>
        <translation>（未注明患者）</translation>
    </message>
    <message>
        <source>A4</source>
        <translation>A4</translation>
    </message>
    <message>
        <source>All images on the screen</source>
        <translation>屏幕上的全部图像</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>图像</translation>
    </message>
    <message>
        <source>Layout</source>
        <translation>版面</translation>
    </message>
    <message>
        <source>Letter</source>
        <translation>信纸（Letter）</translation>
    </message>
    <message>
        <source>MedViewer {version}, printed {date}</source>
        <translation>MedViewer {version}，打印于 {date}</translation>
    </message>
    <message>
        <source>Nothing was printed: the printer or the file did not take it. Choose another printer, or a folder you may write to.</source>
        <translation>未能打印：打印机或文件无法接收。请另选打印机，或选择可写入的文件夹。</translation>
    </message>
    <message>
        <source>Page {number} of {count}</source>
        <translation>第 {number} 页，共 {count} 页</translation>
    </message>
    <message>
        <source>Paper</source>
        <translation>纸张</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>预览</translation>
    </message>
    <message>
        <source>Print images</source>
        <translation>打印图像</translation>
    </message>
    <message>
        <source>Printed.</source>
        <translation>已打印。</translation>
    </message>
    <message>
        <source>Printing …</source>
        <translation>正在打印…</translation>
    </message>
    <message>
        <source>Print…</source>
        <translation>打印…</translation>
    </message>
    <message>
        <source>Save as PDF</source>
        <translation>存为 PDF</translation>
    </message>
    <message>
        <source>Save as PDF…</source>
        <translation>存为 PDF…</translation>
    </message>
    <message>
        <source>The active image</source>
        <translation>当前图像</translation>
    </message>
    <message>
        <source>The key images are being loaded …</source>
        <translation>正在载入关键图像…</translation>
    </message>
    <message>
        <source>The key images of this study</source>
        <translation>本检查的关键图像</translation>
    </message>
    <message>
        <source>With the patient’s name, ID and birth date</source>
        <translation>带患者姓名、ID 和出生日期</translation>
    </message>
    <message>
        <source>{count} a page</source>
        <translation>每页 {count} 幅</translation>
    </message>
</context>
<context>
    <name>Prognosis</name>
    <message>
        <source>&amp;Show the curve</source>
        <translation>显示曲线(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Train on your own table…</source>
        <translation>用自己的表格训练(&amp;T)…</translation>
    </message>
    <message>
        <source>Against the average</source>
        <translation>相对于平均值</translation>
    </message>
    <message>
        <source>Answered by: {subject}. Pairs of patients it did not learn from and put in the right order: {own}; the classical regression: {simple}; chance: 0.5. Learnt from {cases} rows, {events} with the outcome.</source>
        <translation>作答者：{subject}。在未参与训练的患者对中排序正确的比例：{own}；经典回归：{simple}；随机：0.5。由 {cases} 行学习，其中 {events} 行发生结局。</translation>
    </message>
    <message>
        <source>Choose a &amp;table (CSV)…</source>
        <translation>选择表格（CSV）(&amp;T)…</translation>
    </message>
    <message>
        <source>Choose a table</source>
        <translation>选择表格</translation>
    </message>
    <message>
        <source>Cox network</source>
        <translation>Cox 网络</translation>
    </message>
    <message>
        <source>Cox regression</source>
        <translation>Cox 回归</translation>
    </message>
    <message>
        <source>Curve with its interval</source>
        <translation>曲线及其区间</translation>
    </message>
    <message>
        <source>Error (Brier)</source>
        <translation>误差（Brier）</translation>
    </message>
    <message>
        <source>Error over time (IBS)</source>
        <translation>随时间的误差（IBS）</translation>
    </message>
    <message>
        <source>Examples</source>
        <translation>示例</translation>
    </message>
    <message>
        <source>Follow-up time</source>
        <translation>随访时间</translation>
    </message>
    <message>
        <source>For research; not a medical device.</source>
        <translation>仅供研究；不是医疗器械。</translation>
    </message>
    <message>
        <source>From headers and notes</source>
        <translation>取自图像信息与临床资料</translation>
    </message>
    <message>
        <source>Half of them reach it within {median} {unit}.</source>
        <translation>其中一半在 {median} {unit} 内发生。</translation>
    </message>
    <message>
        <source>Input</source>
        <translation>输入</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Learn from</source>
        <translation>用于学习</translation>
    </message>
    <message>
        <source>Missing</source>
        <translation>缺失</translation>
    </message>
    <message>
        <source>Name of the model</source>
        <translation>模型名称</translation>
    </message>
    <message>
        <source>No risk model is shipped: one is only as good as the patients it learnt from, and those should be yours. Train one on a table (CSV, a row a patient, with follow-up time and outcome), or from the command line:</source>
        <translation>软件不附带风险模型：模型的好坏取决于它所学习的患者，而这些患者应是您自己的。请用表格训练（CSV，每位患者一行，含随访时间和结局），或使用命令行：</translation>
    </message>
    <message>
        <source>Of 100 patients like this one, {own} have “{outcome}”; of 100 of everybody, {everybody}.</source>
        <translation>与该患者相似的 100 人中，{own} 人有“{outcome}”；全体患者每 100 人中为 {everybody} 人。</translation>
    </message>
    <message>
        <source>Of 100 patients like this one, {own} reach “{outcome}” within {time} {unit}; of 100 of everybody, {everybody}.</source>
        <translation>与该患者相似的 100 人中，{own} 人在 {time} {unit} 内发生“{outcome}”；全体患者每 100 人中为 {everybody} 人。</translation>
    </message>
    <message>
        <source>On rows each did not learn from, with 95 % intervals; in bold who answers. C and AUC: 0.5 is chance, 1 perfect. Errors: lower is better.</source>
        <translation>均在未参与训练的行上测得，附 95 % 区间；粗体为作答者。C 与 AUC：0.5 为随机，1 为完美。误差越低越好。</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>结局</translation>
    </message>
    <message>
        <source>Over the time followed, fewer than half reach it: no median.</source>
        <translation>在随访时间内发生者不足一半：无中位数。</translation>
    </message>
    <message>
        <source>Patient, where one has several rows</source>
        <translation>患者列（一人多行时）</translation>
    </message>
    <message>
        <source>Prognosis</source>
        <translation>预后</translation>
    </message>
    <message>
        <source>Right order (AUC)</source>
        <translation>排序正确（AUC）</translation>
    </message>
    <message>
        <source>Right order (C)</source>
        <translation>排序正确（C）</translation>
    </message>
    <message>
        <source>Risk model</source>
        <translation>风险模型</translation>
    </message>
    <message>
        <source>T&amp;rain</source>
        <translation>训练(&amp;R)</translation>
    </message>
    <message>
        <source>Train on your own table</source>
        <translation>用自己的表格训练</translation>
    </message>
    <message>
        <source>Unit of time</source>
        <translation>时间单位</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>数值</translation>
    </message>
    <message>
        <source>Value that means the outcome</source>
        <translation>表示结局发生的取值</translation>
    </message>
    <message>
        <source>category</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>days</source>
        <translation>天</translation>
    </message>
    <message>
        <source>everybody</source>
        <translation>全体患者</translation>
    </message>
    <message>
        <source>everybody alike (Kaplan–Meier)</source>
        <translation>全体一致（Kaplan–Meier）</translation>
    </message>
    <message>
        <source>everybody alike (the share)</source>
        <translation>全体一致（比例）</translation>
    </message>
    <message>
        <source>hazard network</source>
        <translation>风险率网络</translation>
    </message>
    <message>
        <source>logistic regression</source>
        <translation>逻辑回归</translation>
    </message>
    <message>
        <source>missing</source>
        <translation>缺失</translation>
    </message>
    <message>
        <source>months</source>
        <translation>个月</translation>
    </message>
    <message>
        <source>naive Bayes</source>
        <translation>朴素贝叶斯</translation>
    </message>
    <message>
        <source>network</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>not known; learnt from {low} to {high}</source>
        <translation>未知；学习范围 {low} 至 {high}</translation>
    </message>
    <message>
        <source>number</source>
        <translation>数字</translation>
    </message>
    <message>
        <source>patients like this one, 95 % band</source>
        <translation>与该患者相似者，95 % 区间带</translation>
    </message>
    <message>
        <source>regression and networks together</source>
        <translation>回归与网络合并</translation>
    </message>
    <message>
        <source>text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>time in {unit}</source>
        <translation>时间（{unit}）</translation>
    </message>
    <message>
        <source>weeks</source>
        <translation>周</translation>
    </message>
    <message>
        <source>years</source>
        <translation>年</translation>
    </message>
</context>
<context>
    <name>Prompts</name>
    <message>
        <source>DICOM files and ZIP archives (*)</source>
        <translation>DICOM 文件和 ZIP 压缩包 (*)</translation>
    </message>
    <message>
        <source>No program opened {path}. Open it from your file manager.</source>
        <translation>没有程序能打开 {path}。请从文件管理器中打开。</translation>
    </message>
    <message>
        <source>Open files</source>
        <translation>打开文件</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>打开文件夹</translation>
    </message>
</context>
<context>
    <name>Quantify</name>
    <message>
        <source>Lies in regions with different scales: not measured</source>
        <translation>跨越标尺不同的区域：不予测量</translation>
    </message>
    <message>
        <source>The axes count different things here: no angle, no area</source>
        <translation>此处两轴的物理量不同：无角度、无面积</translation>
    </message>
    <message>
        <source>Too short to measure</source>
        <translation>过短，无法测量</translation>
    </message>
</context>
<context>
    <name>Quantities</name>
    <message>
        <source>A colour image has no values to measure</source>
        <translation>彩色图像没有可测量的数值</translation>
    </message>
    <message>
        <source>Interpolated: nobody measured these values</source>
        <translation>插值图像：这些数值并非实测</translation>
    </message>
    <message>
        <source>Measuring …</source>
        <translation>正在测量…</translation>
    </message>
    <message>
        <source>No measured pixel lies inside</source>
        <translation>区域内没有实测像素</translation>
    </message>
    <message>
        <source>The image is not loaded</source>
        <translation>图像尚未载入</translation>
    </message>
</context>
<context>
    <name>Quantity</name>
    <message>
        <source>Across</source>
        <translation>横向</translation>
    </message>
    <message>
        <source>Angle</source>
        <translation>角度</translation>
    </message>
    <message>
        <source>Area</source>
        <translation>面积</translation>
    </message>
    <message>
        <source>Down</source>
        <translation>纵向</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>长度</translation>
    </message>
    <message>
        <source>Long axis</source>
        <translation>长径</translation>
    </message>
    <message>
        <source>Max</source>
        <translation>最大</translation>
    </message>
    <message>
        <source>Mean</source>
        <translation>均值</translation>
    </message>
    <message>
        <source>Min</source>
        <translation>最小</translation>
    </message>
    <message>
        <source>SD</source>
        <translation>标准差</translation>
    </message>
    <message>
        <source>Short axis</source>
        <translation>短径</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>n</source>
        <translation>n</translation>
    </message>
    <message>
        <source>{value}</source>
        <translation>{value}</translation>
    </message>
    <message>
        <source>{value} {unit}</source>
        <translation>{value} {unit}</translation>
    </message>
    <message>
        <source>{value}°</source>
        <translation>{value}°</translation>
    </message>
</context>
<context>
    <name>Reading</name>
    <message>
        <source>&amp;Lock first read</source>
        <translation>锁定首次阅片(&amp;L)</translation>
    </message>
    <message>
        <source>AI &amp;beside: seen as soon as it is there</source>
        <translation>AI 并行：一有结果就显示(&amp;B)</translation>
    </message>
    <message>
        <source>AI as &amp;second reader: hidden until the first read is locked</source>
        <translation>AI 作为第二阅片者：锁定首次阅片前隐藏(&amp;S)</translation>
    </message>
    <message>
        <source>AI o&amp;ff: nothing runs, nothing is shown</source>
        <translation>关闭 AI：不运行，不显示(&amp;F)</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>之前</translation>
    </message>
    <message>
        <source>Chan&amp;ges after the AI…</source>
        <translation>看过 AI 后的更改(&amp;G)…</translation>
    </message>
    <message>
        <source>Changes after the AI</source>
        <translation>看过 AI 后的更改</translation>
    </message>
    <message>
        <source>First read locked {time} UTC by {reader}: findings {findings}, measurements {measurements}, segments {segments}.</source>
        <translation>首次阅片由 {reader} 于 {time} UTC 锁定：发现 {findings}，测量 {measurements}，分割 {segments}。</translation>
    </message>
    <message>
        <source>First read locked · changes after AI: {count}</source>
        <translation>首次阅片已锁定 · 看过 AI 后的更改：{count}</translation>
    </message>
    <message>
        <source>Freeze what you have found, measured and written without the AI, then show what it says. Cannot be undone.</source>
        <translation>冻结您在没有 AI 时的发现、测量和文字，然后显示 AI 的结果。不可撤销。</translation>
    </message>
    <message>
        <source>List…</source>
        <translation>列表…</translation>
    </message>
    <message>
        <source>Lock first read</source>
        <translation>锁定首次阅片</translation>
    </message>
    <message>
        <source>No model runs and nothing of the AI is shown.</source>
        <translation>不运行任何模型，也不显示任何 AI 内容。</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>现在</translation>
    </message>
    <message>
        <source>Reading &amp;mode</source>
        <translation>阅片模式(&amp;M)</translation>
    </message>
    <message>
        <source>The AI is off: nothing runs, nothing is shown.</source>
        <translation>AI 已关闭：不运行，不显示。</translation>
    </message>
    <message>
        <source>The first read is locked. What you change from here on is recorded.</source>
        <translation>首次阅片已锁定。此后的更改都会被记录。</translation>
    </message>
    <message>
        <source>There is a first read to lock only while the AI is the second reader.</source>
        <translation>只有在 AI 作为第二阅片者时才有首次阅片可锁定。</translation>
    </message>
    <message>
        <source>Time (UTC)</source>
        <translation>时间（UTC）</translation>
    </message>
    <message>
        <source>What</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>What the AI says is shown as soon as it is there.</source>
        <translation>AI 的结果一出来就显示。</translation>
    </message>
    <message>
        <source>What you have changed since the first read was locked.</source>
        <translation>锁定首次阅片之后您所做的更改。</translation>
    </message>
    <message>
        <source>You read first. What the AI says stays hidden until you lock your read.</source>
        <translation>由您先阅片。锁定之前，AI 的结果保持隐藏。</translation>
    </message>
    <message>
        <source>You read first: the AI stays hidden in every view until you lock your first read.</source>
        <translation>由您先阅片：在锁定首次阅片之前，AI 在所有视图中保持隐藏。</translation>
    </message>
    <message>
        <source>comparison</source>
        <translation>对比</translation>
    </message>
    <message>
        <source>finding of the AI</source>
        <translation>AI 的发现</translation>
    </message>
    <message>
        <source>impression</source>
        <translation>印象</translation>
    </message>
    <message>
        <source>indication</source>
        <translation>适应证</translation>
    </message>
    <message>
        <source>own finding</source>
        <translation>自己的发现</translation>
    </message>
    <message>
        <source>segment “{name}”</source>
        <translation>分割“{name}”</translation>
    </message>
    <message>
        <source>technique</source>
        <translation>技术</translation>
    </message>
    <message>
        <source>text of the findings</source>
        <translation>所见文字</translation>
    </message>
    <message>
        <source>undecided</source>
        <translation>未决定</translation>
    </message>
    <message>
        <source>{count} images</source>
        <translation>{count} 幅图像</translation>
    </message>
    <message>
        <source>{kind} “{label}”</source>
        <translation>{kind}“{label}”</translation>
    </message>
    <message>
        <source>{name} (AI)</source>
        <translation>{name}（AI）</translation>
    </message>
    <message>
        <source>{name}, {site}, {size}</source>
        <translation>{name}，{site}，{size}</translation>
    </message>
    <message>
        <source>{said} The AI had been on screen before: it was no independent read.</source>
        <translation>{said}此前屏幕上已显示过 AI：并非独立阅片。</translation>
    </message>
    <message>
        <source>{state}: {finding}</source>
        <translation>{state}：{finding}</translation>
    </message>
    <message>
        <source>–</source>
        <translation>–</translation>
    </message>
</context>
<context>
    <name>Registration</name>
    <message>
        <source>A series of {slices} × {rows} × {columns} voxels is too small to be registered. Align it by hand.</source>
        <translation>{slices} × {rows} × {columns} 体素的序列太小，无法配准。请手动对齐。</translation>
    </message>
    <message>
        <source>Both series must be loaded completely before they can be registered. Wait until the bars beside the images are grey throughout.</source>
        <translation>两个序列须全部加载后才能配准。请等待图像旁的进度条全部变灰。</translation>
    </message>
    <message>
        <source>Registering</source>
        <translation>正在配准</translation>
    </message>
    <message>
        <source>Registering ended unexpectedly, perhaps for want of memory. Close other programs and try again, or align the series by hand.</source>
        <translation>配准意外中止，可能是内存不足。请关闭其他程序后重试，或手动对齐两个序列。</translation>
    </message>
    <message>
        <source>The two examinations are registered. Check with the 3-D cursor (J) that one place is the same in both.</source>
        <translation>两次检查已配准。请用三维光标（J）核对两者位置是否一致。</translation>
    </message>
    <message>
        <source>The two series could not be laid on one another: less than a fifth of them would overlap. Show the same place in both and align them by hand.</source>
        <translation>两个序列无法配准：重叠部分不足五分之一。请在两者中显示同一位置并手动对齐。</translation>
    </message>
    <message>
        <source>The two series have too little in common to be laid on one another. Align them by hand.</source>
        <translation>两个序列共同内容太少，无法配准。请手动对齐。</translation>
    </message>
</context>
<context>
    <name>Remote</name>
    <message>
        <source>A machine needs a name, under which results will say where they were computed.</source>
        <translation>计算机需要一个名称，结果将以此说明在何处计算。</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Analyze on another machine</source>
        <translation>在其他计算机上分析</translation>
    </message>
    <message>
        <source>Another machine can only be asked about images.</source>
        <translation>只能就图像询问其他计算机。</translation>
    </message>
    <message>
        <source>Asking…</source>
        <translation>正在询问…</translation>
    </message>
    <message>
        <source>CA file (PEM), if not the system&apos;s</source>
        <translation>CA 文件（PEM），如不用系统自带</translation>
    </message>
    <message>
        <source>Images may travel to it unencrypted (the network itself is protected)</source>
        <translation>允许以未加密方式发送图像（网络本身受保护）</translation>
    </message>
    <message>
        <source>Images of this study would leave this computer</source>
        <translation>此检查的图像将离开本机</translation>
    </message>
    <message>
        <source>It answers: {server}.</source>
        <translation>有应答：{server}。</translation>
    </message>
    <message>
        <source>Looking at what would be sent…</source>
        <translation>正在查看将发送的内容…</translation>
    </message>
    <message>
        <source>Machine</source>
        <translation>计算机</translation>
    </message>
    <message>
        <source>Machines</source>
        <translation>计算机</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>No model fits this study, so there is nothing to send.</source>
        <translation>没有适用于此检查的模型，因此无需发送。</translation>
    </message>
    <message>
        <source>No safe connection to {name} ({url}): {reason}. Nothing was sent. Correct its address or its CA file in the settings, or analyse on this computer.</source>
        <translation>无法与 {name}（{url}）建立安全连接：{reason}。未发送任何内容。请在设置中更正其地址或 CA 文件，或在本机分析。</translation>
    </message>
    <message>
        <source>Packing images for {name}: {done} of {total} MB</source>
        <translation>正在为 {name} 打包图像：{done} / {total} MB</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Send and analyze</source>
        <translation>发送并分析</translation>
    </message>
    <message>
        <source>Sending to {name}: {sent} of {total} MB</source>
        <translation>正在发送到 {name}：{sent} / {total} MB</translation>
    </message>
    <message>
        <source>A machine of your own with a KServe v2 server (mlserver, NVIDIA Triton); “medviewer serve” writes what it needs. Nothing is sent there unless you ask for it, study by study.</source>
        <translation>您自己的计算机，运行 KServe v2 服务器（mlserver、NVIDIA Triton）；“medviewer serve”写出其所需文件。除非您逐个检查提出要求，否则不发送任何内容。</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>测试</translation>
    </message>
    <message>
        <source>Text may stand in the pixels themselves (a name, a date). It is sent as it is: look at the images first.</source>
        <translation>像素中可能烧入文字（姓名、日期），将原样发送：请先查看图像。</translation>
    </message>
    <message>
        <source>The CA file {file} of {name} cannot be used ({reason}), so nothing was sent. Name a file with certificates in PEM form in the settings.</source>
        <translation>{name} 的 CA 文件 {file} 无法使用（{reason}），因此未发送任何内容。请在设置中指定 PEM 格式的证书文件。</translation>
    </message>
    <message>
        <source>The answer of {name} ({url}) cannot be used ({what}), and nothing of it was kept. Install the same MedViewer there, or analyse on this computer.</source>
        <translation>{name}（{url}）的回答无法使用（{what}），未保留任何内容。请在对方安装相同的 MedViewer，或在本机分析。</translation>
    </message>
    <message>
        <source>The connection is not encrypted: whoever can listen on the network can see the images.</source>
        <translation>连接未加密：能监听网络的人都能看到图像。</translation>
    </message>
    <message>
        <source>The connection to {name} ({url}) broke: {reason}. Nothing of its answer was kept. Ask again, or analyse on this computer.</source>
        <translation>与 {name}（{url}）的连接中断：{reason}。其回答未保留。请重试，或在本机分析。</translation>
    </message>
    <message>
        <source>The machines entered could not be saved to {file} ({reason}); they last until MedViewer ends.</source>
        <translation>登记的计算机无法保存到 {file}（{reason}），仅在本次运行期间有效。</translation>
    </message>
    <message>
        <source>The question was not understood ({what}). Install the same MedViewer on both machines.</source>
        <translation>无法理解该请求（{what}）。请在两台计算机上安装相同的 MedViewer。</translation>
    </message>
    <message>
        <source>The weights of {model} cannot be read ({reason}). Install MedViewer again.</source>
        <translation>无法读取 {model} 的权重（{reason}）。请重新安装 MedViewer。</translation>
    </message>
    <message>
        <source>There is a machine named {name} already. Choose another name.</source>
        <translation>已有名为 {name} 的计算机，请另取名称。</translation>
    </message>
    <message>
        <source>There is no remote machine “{name}”. Name its address, or one of these: {listed}</source>
        <translation>没有名为“{name}”的远程计算机。请给出其地址，或从中选择：{listed}</translation>
    </message>
    <message>
        <source>These are images of a head: a face can be made of them, and a face may be recognised.</source>
        <translation>这些是头部图像：可由其重建面部，面部可能被认出。</translation>
    </message>
    <message>
        <source>These images are too many to be sent to another machine at once. Choose a shorter series, or analyse on this computer.</source>
        <translation>图像过多，无法一次发送到其他计算机。请选择较短的序列，或在本机分析。</translation>
    </message>
    <message>
        <source>These pixels cannot be sent to another machine. Analyse them on this computer.</source>
        <translation>这些像素无法发送到其他计算机。请在本机分析。</translation>
    </message>
    <message>
        <source>These stay here: name, identifiers, birth date and age, dates, UIDs, descriptions, the device&apos;s name and number, your own words.</source>
        <translation>以下内容留在本机：姓名、标识号、出生日期和年龄、日期、UID、描述、设备名称和编号、您写的文字。</translation>
    </message>
    <message>
        <source>Token</source>
        <translation>令牌</translation>
    </message>
    <message>
        <source>Wait at most</source>
        <translation>最长等待</translation>
    </message>
    <message>
        <source>Waiting for {name} ({seconds} s)</source>
        <translation>正在等待 {name}（{seconds} 秒）</translation>
    </message>
    <message>
        <source>With the pixels go numbers only: where the images lie, what their values count, how they become greys, and the body part as a word of the standard.</source>
        <translation>随像素只发送数值：图像位置、数值单位、灰度变换，以及用标准词表示的检查部位。</translation>
    </message>
    <message>
        <source>Would be sent to {name} ({url}): {count} images, about {megabytes} MB, for {models}.</source>
        <translation>将发送到 {name}（{url}）：{count} 幅图像，约 {megabytes} MB，供 {models} 使用。</translation>
    </message>
    <message>
        <source>You agree for this study and this machine until the study is closed. The other computer keeps what its operator lets it keep; MedViewer&apos;s own server part keeps nothing.</source>
        <translation>您的同意仅限此检查和此计算机，直到检查关闭。对方计算机保留什么由其管理者决定；MedViewer 的服务端部分不保留任何内容。</translation>
    </message>
    <message>
        <source>kept in the keyring</source>
        <translation>已保存在钥匙串中</translation>
    </message>
    <message>
        <source>no certificate is in it</source>
        <translation>其中没有证书</translation>
    </message>
    <message>
        <source>the model failed in a way MedViewer did not foresee; the server&apos;s log has the details.</source>
        <translation>模型出现 MedViewer 未预见的故障；详情见服务器日志。</translation>
    </message>
    <message>
        <source>{machine} runs other weights of {model} (version {theirs}, {hash}) than are installed here (version {ours}, {own_hash}), so no image was sent. Install the same MedViewer on both.</source>
        <translation>{machine} 上 {model} 的权重（版本 {theirs}，{hash}）与本机（版本 {ours}，{own_hash}）不同，因此未发送图像。请在两边安装相同的 MedViewer。</translation>
    </message>
    <message>
        <source>{machine} runs {model} with another card or guard than is installed here, so its scores and refusals would differ and no image was sent. Install the same MedViewer on both.</source>
        <translation>{machine} 上 {model} 的模型卡或防护模型与本机不同，评分和拒绝会有差异，因此未发送图像。请在两边安装相同的 MedViewer。</translation>
    </message>
    <message>
        <source>{name} ({url}) answered with HTTP status {status}: {said}. Reading goes on. Its log says more; or analyse on this computer.</source>
        <translation>{name}（{url}）返回 HTTP 状态 {status}：{said}。阅片不受影响。详情见其日志；或在本机分析。</translation>
    </message>
    <message>
        <source>{name} ({url}) answered with more than {megabytes} MB, which no model here does. The answer was dropped. Check which server runs there.</source>
        <translation>{name}（{url}）的回答超过 {megabytes} MB，本机没有模型会如此回答，已丢弃。请检查对方运行的是什么服务器。</translation>
    </message>
    <message>
        <source>{name} ({url}) cannot be reached: {reason}. Reading goes on. Check that its server runs, or analyse on this computer.</source>
        <translation>无法连接 {name}（{url}）：{reason}。阅片不受影响。请检查其服务器是否运行，或在本机分析。</translation>
    </message>
    <message>
        <source>{name} ({url}) could not answer: {reason}</source>
        <translation>{name}（{url}）无法回答：{reason}</translation>
    </message>
    <message>
        <source>{name} ({url}) has no model {model}, or has not loaded it. “medviewer serve” writes what its server needs.</source>
        <translation>{name}（{url}）没有模型 {model}，或未加载。“medviewer serve”写出其服务器所需文件。</translation>
    </message>
    <message>
        <source>{name} ({url}) is another computer and its connection is not encrypted, so nothing was sent. Use https://, or allow plain http for it in the settings where the network itself is protected.</source>
        <translation>{name}（{url}）是另一台计算机且连接未加密，因此未发送任何内容。请使用 https://；若网络本身受保护，可在设置中为其允许明文 http。</translation>
    </message>
    <message>
        <source>{name} ({url}) points to another address, and images are not sent where the reader did not say. Enter its final address in the settings.</source>
        <translation>{name}（{url}）指向另一地址，图像不会发往未指定之处。请在设置中输入其最终地址。</translation>
    </message>
    <message>
        <source>{name} ({url}) refused the login. Enter its token in the settings.</source>
        <translation>{name}（{url}）拒绝登录。请在设置中输入其令牌。</translation>
    </message>
    <message>
        <source>{name} ({url}) said nothing for {seconds} s and was given up. Analyse on this computer, or give it more time in the settings.</source>
        <translation>{name}（{url}）{seconds} 秒无应答，已放弃。请在本机分析，或在设置中延长等待时间。</translation>
    </message>
    <message>
        <source>“{url}” is no address of a machine. Write http:// or https://, a host and a port, without user name, password or query.</source>
        <translation>“{url}”不是计算机地址。请写 http:// 或 https://、主机和端口，不含用户名、密码或查询。</translation>
    </message>
    <message>
        <source>✓ {model}: the same as here</source>
        <translation>✓ {model}：与本机相同</translation>
    </message>
    <message>
        <source>✗ {model}: {problem}</source>
        <translation>✗ {model}：{problem}</translation>
    </message>
</context>
<context>
    <name>Render</name>
    <message>
        <source>There is no slice {number}: this display set has slices 0 to {last}.</source>
        <translation>没有层面 {number}：此显示集的层面编号为 0 至 {last}。</translation>
    </message>
    <message>
        <source>“{name}” does not end in .png. Only PNG is written.</source>
        <translation>“{name}”不以 .png 结尾。只能写出 PNG。</translation>
    </message>
</context>
<context>
    <name>Report</name>
    <message>
        <source>&amp;Open last report</source>
        <translation>打开上一份报告(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Sign…</source>
        <translation>签名(&amp;S)…</translation>
    </message>
    <message>
        <source>&amp;Stop exporting</source>
        <translation>停止导出(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Write report…</source>
        <translation>书写报告(&amp;W)…</translation>
    </message>
    <message>
        <source>1 AI proposal waits for the reader&apos;s decision</source>
        <translation>1 个 AI 提示待医师判定</translation>
    </message>
    <message>
        <source>1 image</source>
        <translation>1 幅图像</translation>
    </message>
    <message>
        <source>A calibrated probability; operating threshold {threshold}.</source>
        <translation>已校准的概率；工作阈值 {threshold}。</translation>
    </message>
    <message>
        <source>A score from 0 to 1 that nobody measured on such images: no figure of the model holds for it.</source>
        <translation>0 到 1 的评分，从未在此类图像上评测：模型的任何指标对其均不成立。</translation>
    </message>
    <message>
        <source>A score from 0 to 1, not a probability (not calibrated); operating threshold {threshold}.</source>
        <translation>0 到 1 的评分，并非概率（未校准）；工作阈值 {threshold}。</translation>
    </message>
    <message>
        <source>AI confidence</source>
        <translation>AI 置信度</translation>
    </message>
    <message>
        <source>AI models used</source>
        <translation>所用 AI 模型</translation>
    </message>
    <message>
        <source>AI proposals rejected by the reader</source>
        <translation>医师拒绝的 AI 提示</translation>
    </message>
    <message>
        <source>AI proposals, not reviewed</source>
        <translation>AI 提示（未审阅）</translation>
    </message>
    <message>
        <source>AI-assisted, not a medical device; for research and education; not for primary diagnosis.</source>
        <translation>AI 辅助，非医疗器械；仅供科研与教学，不得用于临床诊断。</translation>
    </message>
    <message>
        <source>AI-assisted, reviewed by {who}, {when}</source>
        <translation>AI 辅助，由 {who} 审核，{when}</translation>
    </message>
    <message>
        <source>Accession number</source>
        <translation>检查号</translation>
    </message>
    <message>
        <source>Age</source>
        <translation>年龄</translation>
    </message>
    <message>
        <source>Amend the report</source>
        <translation>修订报告</translation>
    </message>
    <message>
        <source>Amended because</source>
        <translation>修改原因</translation>
    </message>
    <message>
        <source>Analysed</source>
        <translation>分析序列</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>结论</translation>
    </message>
    <message>
        <source>Birth date</source>
        <translation>出生日期</translation>
    </message>
    <message>
        <source>Born</source>
        <translation>出生日期</translation>
    </message>
    <message>
        <source>Clinical information</source>
        <translation>临床资料</translation>
    </message>
    <message>
        <source>Compared: {how}.</source>
        <translation>比较方式：{how}。</translation>
    </message>
    <message>
        <source>Comparison</source>
        <translation>对比</translation>
    </message>
    <message>
        <source>Confidence</source>
        <translation>置信度</translation>
    </message>
    <message>
        <source>Copy the report as plain text, to paste it into another system.</source>
        <translation>将报告复制为纯文本，以便粘贴到其他系统。</translation>
    </message>
    <message>
        <source>Decision</source>
        <translation>判定</translation>
    </message>
    <message>
        <source>Done; proposals: {count}</source>
        <translation>完成；提示数：{count}</translation>
    </message>
    <message>
        <source>Doubts whether the model was made for these images:</source>
        <translation>对该模型是否适用于这些图像的疑虑：</translation>
    </message>
    <message>
        <source>Edit the list of &amp;phrases…</source>
        <translation>编辑常用语列表(&amp;P)…</translation>
    </message>
    <message>
        <source>Export the &amp;latest signed version…</source>
        <translation>导出最近签名的版本(&amp;L)…</translation>
    </message>
    <message>
        <source>Figure</source>
        <translation>指标</translation>
    </message>
    <message>
        <source>Finding</source>
        <translation>发现</translation>
    </message>
    <message>
        <source>Findings</source>
        <translation>影像所见</translation>
    </message>
    <message>
        <source>First read</source>
        <translation>首次阅片</translation>
    </message>
    <message>
        <source>ID</source>
        <translation>ID</translation>
    </message>
    <message>
        <source>Image series</source>
        <translation>图像序列</translation>
    </message>
    <message>
        <source>Imaging report</source>
        <translation>影像报告</translation>
    </message>
    <message>
        <source>Impression</source>
        <translation>诊断意见</translation>
    </message>
    <message>
        <source>Indication</source>
        <translation>检查指征</translation>
    </message>
    <message>
        <source>Intended use</source>
        <translation>预期用途</translation>
    </message>
    <message>
        <source>Key images</source>
        <translation>关键图像</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Laboratory and clinical values</source>
        <translation>检验与临床数值</translation>
    </message>
    <message>
        <source>Lesions over time</source>
        <translation>病灶随访</translation>
    </message>
    <message>
        <source>Measured</source>
        <translation>评测</translation>
    </message>
    <message>
        <source>Measured by the reader. A word after a unit says where its scale comes from; SD is that of all pixels whose centres lie inside.</source>
        <translation>由阅片者测量。单位后的文字说明标尺来源；标准差取中心位于区域内的全部像素。</translation>
    </message>
    <message>
        <source>Measurement</source>
        <translation>测量</translation>
    </message>
    <message>
        <source>Measurements</source>
        <translation>测量</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>No AI model analysed this study. The reasons are given below.</source>
        <translation>没有 AI 模型分析本次检查，原因如下。</translation>
    </message>
    <message>
        <source>No AI model was run on this study.</source>
        <translation>本次检查未运行 AI 模型。</translation>
    </message>
    <message>
        <source>No AI proposal has been accepted by the reader so far.</source>
        <translation>医师尚未接受任何 AI 提示。</translation>
    </message>
    <message>
        <source>No answer: {reason}</source>
        <translation>未作答：{reason}</translation>
    </message>
    <message>
        <source>No impression was entered.</source>
        <translation>未填写诊断意见。</translation>
    </message>
    <message>
        <source>No.</source>
        <translation>序号</translation>
    </message>
    <message>
        <source>No. {number}: {name}, {site}, image {slice}, AI confidence {confidence}, {decision}</source>
        <translation>第 {number} 项：{name}，{site}，第 {slice} 幅图像，AI 置信度 {confidence}，{decision}</translation>
    </message>
    <message>
        <source>No. {number}: {name}, {site}, image {slice}, {size}, {decision}</source>
        <translation>第 {number} 号：{name}，{site}，图像 {slice}，{size}，{decision}</translation>
    </message>
    <message>
        <source>No. {number}: {name}, {site}, slice {slice}, {size} mm, AI confidence {confidence}, {decision}</source>
        <translation>第 {number} 号：{name}，{site}，第 {slice} 层，{size} mm，AI 置信度 {confidence}，{decision}</translation>
    </message>
    <message>
        <source>Not installed here: {models}. What they said and nobody decided on is left out.</source>
        <translation>此处未安装：{models}。其中尚无人决定的内容已略去。</translation>
    </message>
    <message>
        <source>Nothing is stated.</source>
        <translation>未说明。</translation>
    </message>
    <message>
        <source>On</source>
        <translation>评测数据</translation>
    </message>
    <message>
        <source>Open e&amp;xported folder</source>
        <translation>打开导出的文件夹(&amp;X)</translation>
    </message>
    <message>
        <source>Open the report&apos;s editor: indication to impression, with templates.</source>
        <translation>打开报告编辑窗口：从检查指征到诊断意见，带模板。</translation>
    </message>
    <message>
        <source>Open the signed report for changes, for a reason; signing makes a new version.</source>
        <translation>说明原因后打开已签名的报告进行修改；再次签名生成新版本。</translation>
    </message>
    <message>
        <source>Open your list of phrases: a dot, a name and Tab write one.</source>
        <translation>打开您的常用语列表：输入点、名称并按 Tab 即可写入。</translation>
    </message>
    <message>
        <source>Organisation</source>
        <translation>单位</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>PRELIMINARY</source>
        <translation>初步报告</translation>
    </message>
    <message>
        <source>Page {page} of {pages}</source>
        <translation>第 {page} 页，共 {pages} 页</translation>
    </message>
    <message>
        <source>Patient</source>
        <translation>患者</translation>
    </message>
    <message>
        <source>Patient ID</source>
        <translation>患者 ID</translation>
    </message>
    <message>
        <source>Proposed by AI. No reader has confirmed them; they are not part of the findings.</source>
        <translation>由 AI 提出，未经医师确认，不属于影像所见。</translation>
    </message>
    <message>
        <source>Put back the texts signed last; the last version stands again.</source>
        <translation>恢复最近签名的文字；最近的版本重新有效。</translation>
    </message>
    <message>
        <source>Read by</source>
        <translation>阅片医师</translation>
    </message>
    <message>
        <source>Read, compare and export the versions that were signed.</source>
        <translation>阅读、比较并导出已签名的版本。</translation>
    </message>
    <message>
        <source>Reader</source>
        <translation>阅片医师</translation>
    </message>
    <message>
        <source>Referred by</source>
        <translation>申请医师</translation>
    </message>
    <message>
        <source>Refused: {reason}</source>
        <translation>拒绝分析：{reason}</translation>
    </message>
    <message>
        <source>Report written</source>
        <translation>报告时间</translation>
    </message>
    <message>
        <source>Report written to {folder}</source>
        <translation>报告已写入 {folder}</translation>
    </message>
    <message>
        <source>Reviewed and signed by {who}, {when}</source>
        <translation>由 {who} 审核并签名，{when}</translation>
    </message>
    <message>
        <source>Run against the guard&apos;s advice</source>
        <translation>不顾适用性检查的建议而运行</translation>
    </message>
    <message>
        <source>SYNTHETIC – NOT A PATIENT</source>
        <translation>合成图像 – 并非患者</translation>
    </message>
    <message>
        <source>Series / image</source>
        <translation>序列 / 图像</translation>
    </message>
    <message>
        <source>Sex</source>
        <translation>性别</translation>
    </message>
    <message>
        <source>Show the folder that was exported last.</source>
        <translation>显示上次导出的文件夹。</translation>
    </message>
    <message>
        <source>Show the report written last.</source>
        <translation>显示最近写出的报告。</translation>
    </message>
    <message>
        <source>Sign the report once every proposal is decided.</source>
        <translation>在所有提示均已判定后签署报告。</translation>
    </message>
    <message>
        <source>Signed</source>
        <translation>签名时间</translation>
    </message>
    <message>
        <source>Signed &amp;versions…</source>
        <translation>已签名的版本(&amp;V)…</translation>
    </message>
    <message>
        <source>Site</source>
        <translation>部位</translation>
    </message>
    <message>
        <source>Size (mm)</source>
        <translation>大小 (mm)</translation>
    </message>
    <message>
        <source>Size: longest diameter in the slice. AI confidence is a score from 0 to 1, not a probability.</source>
        <translation>大小：层面内最长径。AI 置信度为 0 到 1 的评分，并非概率。</translation>
    </message>
    <message>
        <source>Slice</source>
        <translation>层面</translation>
    </message>
    <message>
        <source>Software</source>
        <translation>软件</translation>
    </message>
    <message>
        <source>Stop the export; nothing of it is left behind.</source>
        <translation>停止导出，不留下任何内容。</translation>
    </message>
    <message>
        <source>Study</source>
        <translation>检查</translation>
    </message>
    <message>
        <source>Study date</source>
        <translation>检查日期</translation>
    </message>
    <message>
        <source>Symptoms and signs</source>
        <translation>症状与体征</translation>
    </message>
    <message>
        <source>Technique</source>
        <translation>检查技术</translation>
    </message>
    <message>
        <source>The AI models proposed no finding. This does not rule out disease.</source>
        <translation>AI 模型未提示发现，但不能排除病变。</translation>
    </message>
    <message>
        <source>The images of study {uid} are in none of the places named. Name the folder that holds them with --study-folder.</source>
        <translation>指定的位置中都没有检查 {uid} 的图像。请用 --study-folder 指明图像所在的文件夹。</translation>
    </message>
    <message>
        <source>The list of phrases cannot be written to the settings folder. Free some space and try again.</source>
        <translation>常用语列表无法写入设置文件夹。请释放一些空间后重试。</translation>
    </message>
    <message>
        <source>The logo could not be used and was left out of the report. Choose a PNG or JPEG file of at most 5 MB in the settings.</source>
        <translation>标志图片无法使用，报告中已省略。请在设置中选择不超过 5 MB 的 PNG 或 JPEG 文件。</translation>
    </message>
    <message>
        <source>The reader accepted none of the AI&apos;s proposals.</source>
        <translation>医师未接受任何 AI 提示。</translation>
    </message>
    <message>
        <source>The report could not be written to {folder}: {cause}. Choose another folder, or free some space and export again.</source>
        <translation>无法将报告写入 {folder}：{cause}。请选择其他文件夹，或清理空间后重新导出。</translation>
    </message>
    <message>
        <source>The session holds no study {uid}. It holds: {listed}</source>
        <translation>会话中没有检查 {uid}。其中有：{listed}</translation>
    </message>
    <message>
        <source>The session speaks of study {uid}, whose images are not where this computer last saw them. Name the folder that holds them with --study-folder.</source>
        <translation>会话涉及检查 {uid}，但其图像已不在本机上次见到的位置。请用 --study-folder 指明图像所在的文件夹。</translation>
    </message>
    <message>
        <source>Training data</source>
        <translation>训练数据</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>单位</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>Value (95 % CI)</source>
        <translation>数值（95 % CI）</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>Weights (SHA-256)</source>
        <translation>权重 (SHA-256)</translation>
    </message>
    <message>
        <source>What this model cannot do:</source>
        <translation>该模型的局限：</translation>
    </message>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Why is the signed report changed? The reason stands in the new version.</source>
        <translation>为什么修改已签名的报告？原因将写入新版本。</translation>
    </message>
    <message>
        <source>With&amp;draw amendment</source>
        <translation>撤回修订(&amp;D)</translation>
    </message>
    <message>
        <source>Write the version signed last again, as it was signed.</source>
        <translation>按签名时的原样再次输出最近签名的版本。</translation>
    </message>
    <message>
        <source>a model made these images; never to be signed</source>
        <translation>这些图像由模型生成；绝不可签署</translation>
    </message>
    <message>
        <source>a series that is no longer open</source>
        <translation>已关闭的序列</translation>
    </message>
    <message>
        <source>accepted</source>
        <translation>已接受</translation>
    </message>
    <message>
        <source>added by the reader</source>
        <translation>由阅片医师添加</translation>
    </message>
    <message>
        <source>locked {when}, after the AI had been on screen; changes since: {count}</source>
        <translation>{when} 锁定，在 AI 已显示之后；此后改动：{count}</translation>
    </message>
    <message>
        <source>locked {when}, before the AI was shown; changes since: {count}</source>
        <translation>{when} 锁定，在显示 AI 之前；此后改动：{count}</translation>
    </message>
    <message>
        <source>{count} decisions are on findings that the session file does not hold; they are left out.</source>
        <translation>有 {count} 项决定针对会话文件中没有的所见，已略去。</translation>
    </message>
    <message>
        <source>{count} things in the session file could not be read: what was kept of them is damaged.</source>
        <translation>会话文件中有 {count} 项内容无法读取：所保存的内容已损坏。</translation>
    </message>
    <message>
        <source>{decision} ({who})</source>
        <translation>{decision}（{who}）</translation>
    </message>
    <message>
        <source>{decision}: {reason}</source>
        <translation>{decision}：{reason}</translation>
    </message>
    <message>
        <source>cannot exclude: {labels}</source>
        <translation>不能排除：{labels}</translation>
    </message>
    <message>
        <source>&amp;Amend…</source>
        <translation>修订(&amp;A)…</translation>
    </message>
    <message>
        <source>&amp;Copy report text</source>
        <translation>复制报告文字(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Export…</source>
        <translation>导出(&amp;E)…</translation>
    </message>
    <message>
        <source>Preliminary until every AI proposal is accepted or rejected and a reader signs.</source>
        <translation>在所有 AI 提示均被接受或拒绝且阅片医师签名之前，本报告为初步报告。</translation>
    </message>
    <message>
        <source>Write the report, DICOM objects, FHIR, tables, masks and images of the study shown, all of one accord.</source>
        <translation>写出当前检查的报告、DICOM 对象、FHIR、表格、掩膜和图像，彼此完全一致。</translation>
    </message>
    <message>
        <source>contrast agent {agent}</source>
        <translation>对比剂 {agent}</translation>
    </message>
    <message>
        <source>edited</source>
        <translation>已修改</translation>
    </message>
    <message>
        <source>its networks differ by ± {spread}</source>
        <translation>各网络间相差 ± {spread}</translation>
    </message>
    <message>
        <source>kernel {kernel}</source>
        <translation>重建核 {kernel}</translation>
    </message>
    <message>
        <source>not reviewed</source>
        <translation>未审阅</translation>
    </message>
    <message>
        <source>not signed</source>
        <translation>未署名</translation>
    </message>
    <message>
        <source>rejected</source>
        <translation>已拒绝</translation>
    </message>
    <message>
        <source>series {number}</source>
        <translation>序列 {number}</translation>
    </message>
    <message>
        <source>{count} AI proposals wait for the reader&apos;s decision</source>
        <translation>{count} 个 AI 提示待医师判定</translation>
    </message>
    <message>
        <source>{count} images</source>
        <translation>{count} 幅图像</translation>
    </message>
    <message>
        <source>{count} of its proposals are weaker than what it states by itself; the reader asked for them.</source>
        <translation>其中 {count} 个建议弱于模型自行给出的水平，系应阅片者要求列出。</translation>
    </message>
</context>
<context>
    <name>Report template</name>
    <message>
        <source>A sentence of the report template cannot be put into words ({reason}). Mend the template or choose another one.</source>
        <translation>报告模板中有一句无法生成（{reason}）。请修改模板，或选择其他模板。</translation>
    </message>
</context>
<context>
    <name>ReportEditor</name>
    <message>
        <source>Amend…</source>
        <translation>修订…</translation>
    </message>
    <message>
        <source>Compare with the template</source>
        <translation>与模板比较</translation>
    </message>
    <message>
        <source>Compare with the template…</source>
        <translation>与模板比较…</translation>
    </message>
    <message>
        <source>Copy text</source>
        <translation>复制文字</translation>
    </message>
    <message>
        <source>Differences</source>
        <translation>差异</translation>
    </message>
    <message>
        <source>Edit the list…</source>
        <translation>编辑列表…</translation>
    </message>
    <message>
        <source>Insert a phrase, or type its name with a dot before it and press Tab.</source>
        <translation>插入常用语，或输入点和名称后按 Tab。</translation>
    </message>
    <message>
        <source>Keep mine</source>
        <translation>保留我的</translation>
    </message>
    <message>
        <source>Language of the report</source>
        <translation>报告语言</translation>
    </message>
    <message>
        <source>Phrases</source>
        <translation>常用语</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>报告</translation>
    </message>
    <message>
        <source>Show the report&apos;s codes beside its text.</source>
        <translation>在报告文字旁显示其编码。</translation>
    </message>
    <message>
        <source>Sign…</source>
        <translation>签名…</translation>
    </message>
    <message>
        <source>Struck out is yours and not the template&apos;s; underlined is what the template would say now. Taking it can be undone.</source>
        <translation>带删除线的是您写的而模板没有的文字；带下划线的是模板现在的文字。采用后可以撤销。</translation>
    </message>
    <message>
        <source>Take the template&apos;s words</source>
        <translation>采用模板文字</translation>
    </message>
    <message>
        <source>Template</source>
        <translation>模板</translation>
    </message>
    <message>
        <source>Versions…</source>
        <translation>版本…</translation>
    </message>
    <message>
        <source>from the template</source>
        <translation>来自模板</translation>
    </message>
    <message>
        <source>written by you</source>
        <translation>由您书写</translation>
    </message>
    <message>
        <source>written by you; the template would say something else now</source>
        <translation>由您书写；模板现在的文字已有变化</translation>
    </message>
</context>
<context>
    <name>ReportPanel</name>
    <message>
        <source>Export report…</source>
        <translation>导出报告…</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Findings:
{lines}</source>
        <translation>影像所见：
{lines}</translation>
    </message>
    <message>
        <source>Findings: none accepted yet.</source>
        <translation>影像所见：尚未接受任何发现。</translation>
    </message>
    <message>
        <source>Findings: none accepted.</source>
        <translation>发现：未接受任何发现。</translation>
    </message>
    <message>
        <source>Impression</source>
        <translation>诊断意见</translation>
    </message>
    <message>
        <source>Name as it shall be signed</source>
        <translation>署名</translation>
    </message>
    <message>
        <source>Open last</source>
        <translation>打开上一份</translation>
    </message>
    <message>
        <source>PRELIMINARY: 1 finding undecided</source>
        <translation>初步报告：1 个发现待判定</translation>
    </message>
    <message>
        <source>PRELIMINARY: not signed</source>
        <translation>初步报告：未签名</translation>
    </message>
    <message>
        <source>PRELIMINARY: version {version} is being amended ({reason})</source>
        <translation>初步报告：版本 {version} 正在修订（{reason}）</translation>
    </message>
    <message>
        <source>PRELIMINARY: version {version} was signed with findings on images that are not open now. Open them with it.</source>
        <translation>初步报告：版本 {version} 签名时所含发现的图像目前未打开，请一并打开。</translation>
    </message>
    <message>
        <source>PRELIMINARY: {count} findings undecided</source>
        <translation>初步报告：{count} 个发现待判定</translation>
    </message>
    <message>
        <source>Reader</source>
        <translation>阅片医师</translation>
    </message>
    <message>
        <source>Signed by {reader}, {when} (version {version})</source>
        <translation>由 {reader} 签名，{when}（版本 {version}）</translation>
    </message>
    <message>
        <source>The report is in the clipboard as plain text.</source>
        <translation>报告已作为纯文本放入剪贴板。</translation>
    </message>
    <message>
        <source>Write…</source>
        <translation>书写…</translation>
    </message>
    <message>
        <source>Your impression</source>
        <translation>您的诊断意见</translation>
    </message>
    <message>
        <source>{number}. {name}, {site}</source>
        <translation>{number}. {name}，{site}</translation>
    </message>
    <message>
        <source>{number}. {name}, {site}, {diameter} mm</source>
        <translation>{number}. {name}，{site}，{diameter} mm</translation>
    </message>
    <message>
        <source>{reason}. Findings or measurements were changed after version {version} was signed: amend it or undo the change.</source>
        <translation>{reason}。版本 {version} 签名后，发现或测量有改动：请修订报告或撤销改动。</translation>
    </message>
</context>
<context>
    <name>Results</name>
    <message>
        <source>Com&amp;pare answers…</source>
        <translation>比较结果(&amp;P)…</translation>
    </message>
    <message>
        <source>Method of the map</source>
        <translation>热图方法</translation>
    </message>
    <message>
        <source>Run against advice</source>
        <translation>不顾建议运行</translation>
    </message>
    <message>
        <source>Show an answer</source>
        <translation>显示一个结果</translation>
    </message>
    <message>
        <source>Strength of the map</source>
        <translation>热图强度</translation>
    </message>
    <message>
        <source>What only one of two answers found, and what both did.</source>
        <translation>仅一个结果发现的，以及两个结果都发现的。</translation>
    </message>
</context>
<context>
    <name>Review</name>
    <message>
        <source>No reason</source>
        <translation>不说明原因</translation>
    </message>
    <message>
        <source>Reject &amp;because</source>
        <translation>拒绝，原因(&amp;B)</translation>
    </message>
    <message>
        <source>Why is finding {number} rejected?</source>
        <translation>为什么拒绝第 {number} 条发现？</translation>
    </message>
    <message>
        <source>accepted</source>
        <translation>已接受</translation>
    </message>
    <message>
        <source>artefact</source>
        <translation>伪影</translation>
    </message>
    <message>
        <source>edited</source>
        <translation>已修改</translation>
    </message>
    <message>
        <source>image {number}</source>
        <translation>图像 {number}</translation>
    </message>
    <message>
        <source>images {first}–{last}</source>
        <translation>图像 {first}–{last}</translation>
    </message>
    <message>
        <source>known before</source>
        <translation>既往已知</translation>
    </message>
    <message>
        <source>rejected</source>
        <translation>已拒绝</translation>
    </message>
    <message>
        <source>scar</source>
        <translation>瘢痕</translation>
    </message>
    <message>
        <source>undecided</source>
        <translation>未决定</translation>
    </message>
    <message>
        <source>vessel</source>
        <translation>血管</translation>
    </message>
    <message>
        <source>wrong label</source>
        <translation>标签错误</translation>
    </message>
    <message>
        <source>wrong place</source>
        <translation>位置错误</translation>
    </message>
</context>
<context>
    <name>Risk</name>
    <message>
        <source>Name the column that says whether the outcome came about: --option event=NAME, and that of follow-up times, if there is one: --option time=NAME.</source>
        <translation>请指明表示结局是否发生的列：--option event=列名；如有随访时间列，再指明：--option time=列名。</translation>
    </message>
    <message>
        <source>No column is left to learn from. Choose columns that differ between patients.</source>
        <translation>没有可供学习的列。请选择在患者之间有差异的列。</translation>
    </message>
    <message>
        <source>Nothing the model reads is stated of the patient. Fill in at least one of: {names}.</source>
        <translation>模型所读取的项目一项都没有填写。请至少填写其中一项：{names}。</translation>
    </message>
    <message>
        <source>The column “{name}” holds no numbers, so it cannot be a time. Choose the column of follow-up times.</source>
        <translation>“{name}”列中没有数字，不能作为时间。请选择随访时间所在的列。</translation>
    </message>
    <message>
        <source>The column “{name}” never says {values}. It says: {found}. Name the value that means the outcome.</source>
        <translation>“{name}”列中没有 {values}。该列的取值为：{found}。请指明表示结局发生的取值。</translation>
    </message>
    <message>
        <source>The horizon “{text}” is no number. Give a time.</source>
        <translation>时间点“{text}”不是数字。请给出一个时间。</translation>
    </message>
    <message>
        <source>The risk model in {folder} cannot be used: {why}. Train it again.</source>
        <translation>无法使用 {folder} 中的风险模型：{why}。请重新训练。</translation>
    </message>
    <message>
        <source>The table has no column “{name}”. It has: {names}.</source>
        <translation>表格中没有“{name}”列。现有的列：{names}。</translation>
    </message>
    <message>
        <source>The table has {rows} rows and {most} are the most trained on here. Train it with “medviewer train survival --table”.</source>
        <translation>表格有 {rows} 行，此处最多用 {most} 行训练。请使用“medviewer train survival --table”训练。</translation>
    </message>
    <message>
        <source>The table {path} cannot be read ({why}). Give a CSV file with one row a patient.</source>
        <translation>无法读取表格 {path}（{why}）。请提供每位患者一行的 CSV 文件。</translation>
    </message>
    <message>
        <source>The table {path} cannot be used: {why}. Save it as CSV with one header line and one row a patient.</source>
        <translation>无法使用表格 {path}：{why}。请将其保存为 CSV，首行为列名，每位患者一行。</translation>
    </message>
    <message>
        <source>There is no risk model “{model}” on this computer. Train one on a table.</source>
        <translation>本机没有风险模型“{model}”。请用表格训练一个。</translation>
    </message>
    <message>
        <source>There is no table “{wanted}”. Name one with --table: {names}, or a CSV file of your own.</source>
        <translation>没有名为“{wanted}”的表格。请用 --table 指定其中之一：{names}，或您自己的 CSV 文件。</translation>
    </message>
    <message>
        <source>This model was trained on the table {table} and cannot be judged on {wanted}. Train that first.</source>
        <translation>该模型用表格 {table} 训练，不能用 {wanted} 评估。请先训练后者。</translation>
    </message>
    <message>
        <source>Training on all rows</source>
        <translation>用全部行训练</translation>
    </message>
    <message>
        <source>Training without one fold, to choose who answers</source>
        <translation>留出一折进行训练，以选定作答的模型</translation>
    </message>
    <message>
        <source>{file} is not in {data}. Give the folder of the set {set}, or the folder that holds it.</source>
        <translation>{data} 中没有 {file}。请给出数据集 {set} 的文件夹，或包含它的文件夹。</translation>
    </message>
    <message>
        <source>{file} is not the table this model was trained on, and there is no {stem}_val.csv. Train the model again, or give the split to judge it on.</source>
        <translation>{file} 不是训练该模型所用的表格，也没有 {stem}_val.csv。请重新训练模型，或指定用于评估的数据部分。</translation>
    </message>
    <message>
        <source>{table} has {rows} usable rows, {events} of them with the outcome. At least {least} rows are needed, {few} with and {few} without it. Check the columns of time and outcome and the value that means the outcome.</source>
        <translation>{table} 有 {rows} 个可用行，其中 {events} 行发生结局。至少需要 {least} 行，发生和未发生结局的各 {few} 行。请检查时间列、结局列以及表示结局发生的取值。</translation>
    </message>
    <message>
        <source>“{value}” is no number, which {name} must be. Correct it, or leave it empty.</source>
        <translation>“{value}”不是数字，而{name}必须是数字。请改正，或留空。</translation>
    </message>
</context>
<context>
    <name>SUV</name>
    <message>
        <source>SUV cannot be computed: SUVType is {kind}.</source>
        <translation>无法计算 SUV：SUVType 为 {kind}。</translation>
    </message>
    <message>
        <source>SUV cannot be computed: a RadionuclideTotalDose of {dose} Bq is not credible.</source>
        <translation>无法计算 SUV：RadionuclideTotalDose 为 {dose} Bq，不可信。</translation>
    </message>
    <message>
        <source>SUV cannot be computed: dose, weight or time differ between the images of this series.</source>
        <translation>无法计算 SUV：本序列各图像的剂量、体重或时间不一致。</translation>
    </message>
    <message>
        <source>SUV cannot be computed: the images are not corrected for attenuation.</source>
        <translation>无法计算 SUV：图像未做衰减校正（ATTN）。</translation>
    </message>
    <message>
        <source>SUV cannot be computed: the images are not corrected for decay.</source>
        <translation>无法计算 SUV：图像未做衰变校正。</translation>
    </message>
    <message>
        <source>SUV cannot be computed: the values are in {units}, not in Bq/ml.</source>
        <translation>无法计算 SUV：像素值单位为 {units}，不是 Bq/ml。</translation>
    </message>
    <message>
        <source>SUV cannot be computed: {name} is missing.</source>
        <translation>无法计算 SUV：缺少 {name}。</translation>
    </message>
</context>
<context>
    <name>Scanner</name>
    <message>
        <source>One file here has the SOP Instance UID of another image though it lies elsewhere or has another number. It is shown; what refers to it by UID may find the wrong one.</source>
        <translation>此处有 1 个文件与另一幅图像的 SOP Instance UID 相同，但位置或编号不同。该图像照常显示；按 UID 引用时可能找到错误的图像。</translation>
    </message>
    <message>
        <source>One file here says it is an image that was already read (the same SOP Instance UID) and was left out.</source>
        <translation>此处有 1 个文件与已读取的图像重复（SOP Instance UID 相同），已略过。</translation>
    </message>
    <message>
        <source>Scanning files</source>
        <translation>正在扫描文件</translation>
    </message>
    <message>
        <source>The drive or share went away while it was being read. What was found before stays in the list; connect it and open it again for the rest.</source>
        <translation>读取过程中驱动器或共享文件夹断开。此前找到的内容保留在列表中；请重新连接后再次打开，以读取其余部分。</translation>
    </message>
    <message>
        <source>The file could not be read in a way MedViewer did not foresee; the log file has the details.</source>
        <translation>读取该文件时出现未预料的错误；详情见日志文件。</translation>
    </message>
    <message>
        <source>This folder could not be listed. Check that it is there and that you may read it.</source>
        <translation>无法列出该文件夹。请确认其存在且有读取权限。</translation>
    </message>
    <message>
        <source>This is neither a file nor a folder but a device or a pipe, and was not opened.</source>
        <translation>这既不是文件也不是文件夹，而是设备或管道，因此未打开。</translation>
    </message>
    <message>
        <source>{count} files here have the SOP Instance UID of another image though they lie elsewhere or have another number. They are shown; what refers to them by UID may find the wrong one.</source>
        <translation>此处有 {count} 个文件的 SOP Instance UID 与另一图像相同，但其位置或编号不同。这些文件均已显示；按 UID 引用时可能找到错误的图像。</translation>
    </message>
    <message>
        <source>{count} files here say they are an image that was already read (the same SOP Instance UID) and were left out.</source>
        <translation>此处有 {count} 个文件与已读取的图像重复（SOP Instance UID 相同），已略过。</translation>
    </message>
    <message>
        <source>{where} has no images, only other DICOM objects ({count}). Open the folder that holds the images too.</source>
        <translation>{where} 中没有图像，只有其他 DICOM 对象（{count} 个）。请打开包含图像的文件夹。</translation>
    </message>
    <message>
        <source>{where} has nothing that is DICOM (files looked at: {count}). Open the folder or ZIP archive that holds the scan.</source>
        <translation>{where} 中没有 DICOM 文件（已检查 {count} 个文件）。请打开包含影像的文件夹或 ZIP 压缩包。</translation>
    </message>
    <message>
        <source>There is no such file or folder. Check the name.</source>
        <translation>没有该文件或文件夹。请检查名称。</translation>
    </message>
    <message>
        <source>Nothing in {where} can be shown. {file}: {reason}</source>
        <translation>{where} 中没有可显示的内容。{file}：{reason}</translation>
    </message>
    <message>
        <source>{where} is empty. Open a folder, a file or a ZIP archive with DICOM images.</source>
        <translation>{where} 为空。请打开含有 DICOM 图像的文件夹、文件或 ZIP 压缩包。</translation>
    </message>
</context>
<context>
    <name>Segments</name>
    <message>
        <source>&amp;Brush</source>
        <translation>画笔(&amp;B)</translation>
    </message>
    <message>
        <source>&amp;Delete segment</source>
        <translation>删除分割(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Eraser of the brush</source>
        <translation>画笔擦除(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Fill between images</source>
        <translation>图像间填充(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Grow from a click</source>
        <translation>单击生长(&amp;G)</translation>
    </message>
    <message>
        <source>&amp;Larger brush</source>
        <translation>加大画笔(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;New segment</source>
        <translation>新建分割(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Range of values…</source>
        <translation>数值范围(&amp;R)…</translation>
    </message>
    <message>
        <source>&amp;Smaller brush</source>
        <translation>缩小画笔(&amp;S)</translation>
    </message>
    <message>
        <source>Begin another segment, in another colour.</source>
        <translation>以另一颜色新建分割。</translation>
    </message>
    <message>
        <source>Click on tissue: what hangs together and looks alike is marked. Keep the button down and drag up for more, down for less.</source>
        <translation>单击组织：标记相连且相似的部分。按住按钮向上拖动则范围扩大，向下则缩小。</translation>
    </message>
    <message>
        <source>Delete the active segment. It can be undone.</source>
        <translation>删除当前分割。可以撤销。</translation>
    </message>
    <message>
        <source>Fill the images between those that are painted on, by shape.</source>
        <translation>按形状填充已绘制图像之间的图像。</translation>
    </message>
    <message>
        <source>From and to, such as -950 -400:</source>
        <translation>起止值，例如 -950 -400：</translation>
    </message>
    <message>
        <source>Grow a region</source>
        <translation>区域生长</translation>
    </message>
    <message>
        <source>Let the last region grow over values that you type.</source>
        <translation>让上次生长的区域按您键入的数值范围重新生长。</translation>
    </message>
    <message>
        <source>Make the brush a quarter wider.</source>
        <translation>画笔加宽四分之一。</translation>
    </message>
    <message>
        <source>Make the brush narrower.</source>
        <translation>画笔变窄。</translation>
    </message>
    <message>
        <source>Mark every voxel of the series whose value lies in a range.</source>
        <translation>标记序列中数值位于范围内的全部体素。</translation>
    </message>
    <message>
        <source>Paint voxels of the active segment.</source>
        <translation>绘制当前分割的体素。</translation>
    </message>
    <message>
        <source>Ra&amp;nge of the grown region…</source>
        <translation>生长区域的数值范围(&amp;N)…</translation>
    </message>
    <message>
        <source>Range of values</source>
        <translation>数值范围</translation>
    </message>
    <message>
        <source>S&amp;how segments</source>
        <translation>显示分割(&amp;H)</translation>
    </message>
    <message>
        <source>Segment {name}: {count} px</source>
        <translation>分割 {name}：{count} px</translation>
    </message>
    <message>
        <source>Segment {name}: {volume} mL</source>
        <translation>分割 {name}：{volume} mL</translation>
    </message>
    <message>
        <source>Show or hide the colours of all segments.</source>
        <translation>显示或隐藏全部分割的颜色。</translation>
    </message>
    <message>
        <source>Take painted voxels away.</source>
        <translation>擦去已绘制的体素。</translation>
    </message>
    <message>
        <source>This study is still arriving from the archive. Segments and findings can be marked when all of its images are here; measurements and key images already now.</source>
        <translation>此检查仍在从归档系统传来。待全部影像到齐后才能标记分割和发现；测量和关键影像现在即可进行。</translation>
    </message>
    <message>
        <source>This works on a volume, and these images form none or are not all loaded yet. Wait until the series is loaded, or paint image by image.</source>
        <translation>此功能需要容积数据，而这些图像不构成容积或尚未全部载入。请等待序列载入，或逐幅绘制。</translation>
    </message>
    <message>
        <source>Widen the range of the grown region</source>
        <translation>扩大生长区域的数值范围</translation>
    </message>
    <message>
        <source>“{typed}” is no range of values, so nothing was marked. Type two numbers with a space between them, such as -950 -400.</source>
        <translation>“{typed}”不是数值范围，未作标记。请输入以空格分隔的两个数字，例如 -950 -400。</translation>
    </message>
</context>
<context>
    <name>Self-test</name>
    <message>
        <source>Measuring the models&apos; speed</source>
        <translation>正在测量模型速度</translation>
    </message>
</context>
<context>
    <name>SelfTest</name>
    <message>
        <source>Computed by</source>
        <translation>计算后端</translation>
    </message>
    <message>
        <source>Cores, of which the AI uses</source>
        <translation>核心数 · AI 所用</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>Driver</source>
        <translation>驱动</translation>
    </message>
    <message>
        <source>First</source>
        <translation>首次</translation>
    </message>
    <message>
        <source>GPU memory, free of all</source>
        <translation>GPU 内存（空闲 / 全部）</translation>
    </message>
    <message>
        <source>Largest change · flips</source>
        <translation>最大变化 · 判定翻转</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>内存</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Most memory of the AI process</source>
        <translation>AI 进程最大内存</translation>
    </message>
    <message>
        <source>Processor</source>
        <translation>处理器</translation>
    </message>
    <message>
        <source>PyTorch</source>
        <translation>PyTorch</translation>
    </message>
    <message>
        <source>Reference inference of each model</source>
        <translation>各模型的参考推理</translation>
    </message>
    <message>
        <source>Self-test of the AI</source>
        <translation>AI 自检</translation>
    </message>
    <message>
        <source>Test again</source>
        <translation>再次测试</translation>
    </message>
    <message>
        <source>Than plain torch</source>
        <translation>相对原生 torch</translation>
    </message>
    <message>
        <source>The AI process starts. The test takes seconds on a free computer, minutes on a busy one.</source>
        <translation>AI 进程正在启动。测试在空闲的计算机上需数秒，在繁忙的计算机上需数分钟。</translation>
    </message>
    <message>
        <source>The median of five runs of all its networks on an empty image; “first” includes loading it, where it was not loaded before.</source>
        <translation>为其全部网络在空白图像上运行五次的中位数；“首次”在模型尚未载入时包含载入时间。</translation>
    </message>
    <message>
        <source>This machine</source>
        <translation>本机</translation>
    </message>
    <message>
        <source>Use</source>
        <translation>使用</translation>
    </message>
    <message>
        <source>Warm</source>
        <translation>预热后</translation>
    </message>
    <message>
        <source>Ways to compute</source>
        <translation>计算方式</translation>
    </message>
    <message>
        <source>bfloat16 in hardware</source>
        <translation>硬件支持 bfloat16</translation>
    </message>
    <message>
        <source>chosen</source>
        <translation>已选用</translation>
    </message>
    <message>
        <source>no</source>
        <translation>否</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
</context>
<context>
    <name>Send</name>
    <message>
        <source>1 file, {size}, would be sent to {archive} at {address}.</source>
        <translation>将发送 1 个文件（{size}）到{archive}，地址 {address}。</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Gathering…</source>
        <translation>正在收集…</translation>
    </message>
    <message>
        <source>Look at what would be sent, then press Send.</source>
        <translation>请查看将发送的内容，再按“发送”。</translation>
    </message>
    <message>
        <source>Objects made of the reading as it is now</source>
        <translation>按当前阅片生成的对象</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>发送</translation>
    </message>
    <message>
        <source>Send to an archive</source>
        <translation>发送到归档服务器</translation>
    </message>
    <message>
        <source>Send to {archive}</source>
        <translation>发送到 {archive}</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>The study’s images and objects</source>
        <translation>此检查的图像和对象</translation>
    </message>
    <message>
        <source>What</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>What was exported last</source>
        <translation>上次导出的内容</translation>
    </message>
    <message>
        <source>What would be sent</source>
        <translation>将发送的内容</translation>
    </message>
    <message>
        <source>Without identity: copies are cleaned first, the files here stay as they are</source>
        <translation>去标识化：先清理副本，本机文件保持不变</translation>
    </message>
    <message>
        <source>{count} files, {size}, would be sent to {archive} at {address}.</source>
        <translation>将发送 {count} 个文件（{size}）到{archive}，地址 {address}。</translation>
    </message>
</context>
<context>
    <name>Series</name>
    <message>
        <source>Analyze</source>
        <translation>分析</translation>
    </message>
    <message>
        <source>Does it fit?</source>
        <translation>是否适用？</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>图像</translation>
    </message>
    <message>
        <source>Series</source>
        <translation>序列</translation>
    </message>
    <message>
        <source>Which series shall be analyzed?</source>
        <translation>分析哪个序列？</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>是</translation>
    </message>
</context>
<context>
    <name>Serve</name>
    <message>
        <source>{folder} cannot be written ({reason}). Name another folder.</source>
        <translation>无法写入 {folder}（{reason}）。请指定其他文件夹。</translation>
    </message>
    <message>
        <source>{folder} holds something else ({name}), and a server loads whatever lies there. Name an empty folder.</source>
        <translation>{folder} 中有其他内容（{name}），而服务器会加载其中的一切。请指定空文件夹。</translation>
    </message>
</context>
<context>
    <name>Session</name>
    <message>
        <source>The series that was analyzed has changed since, so its findings were dropped: they would stand on the wrong images. Analyze the study again.</source>
        <translation>分析过的序列此后有变化，其发现会落在错误的图像上，因此已删除。请重新分析该检查。</translation>
    </message>
    <message>
        <source>This series takes {needed} MB and this computer has room for {most} MB of images, so only those near the one shown are kept. It cannot be used as a volume.</source>
        <translation>此序列需要 {needed} MB 内存，而本机可用于图像的内存为 {most} MB，因此只保留当前图像附近的图像，且不能作为容积使用。</translation>
    </message>
</context>
<context>
    <name>Session file</name>
    <message>
        <source>The session holds signed reports. A file is no proof of who signed: the audit trail of the computer on which they were signed is.</source>
        <translation>该会话含有已签名的报告。文件不能证明签名者身份：签名所在计算机的审计记录才能证明。</translation>
    </message>
    <message>
        <source>The session was read in for {open} studies. What it holds for {waiting} others was left out: open them and read it in again.</source>
        <translation>会话已为 {open} 个检查读入。另外 {waiting} 个检查的内容未读入：请打开这些检查后再次读入。</translation>
    </message>
    <message>
        <source>The session was read in: {open} of its studies are open, {waiting} wait to be opened.</source>
        <translation>会话已读入：其中 {open} 个检查已打开，{waiting} 个待打开后恢复。</translation>
    </message>
    <message>
        <source>The session was written to {path}.</source>
        <translation>会话已写入 {path}。</translation>
    </message>
    <message>
        <source>This answer came with a session file and was not computed on this computer. Analyze the study to check it.</source>
        <translation>此结果来自会话文件，并非在本机计算。请重新分析该检查以核实。</translation>
    </message>
    <message>
        <source>{name} is no session that MedViewer wrote, or it was damaged on its way. Ask for it once more.</source>
        <translation>{name} 不是 MedViewer 写出的会话文件，或在传输中已损坏。请重新获取。</translation>
    </message>
    <message>
        <source>{name} was written by a newer MedViewer. Open it with that one, or have it written by this one.</source>
        <translation>{name} 由更新版本的 MedViewer 写出。请用该版本打开，或用当前版本重新写出。</translation>
    </message>
</context>
<context>
    <name>Settings</name>
    <message>
        <source>&amp;Keys…</source>
        <translation>快捷键(&amp;K)…</translation>
    </message>
    <message>
        <source>&amp;Remote machines…</source>
        <translation>远程计算机(&amp;R)…</translation>
    </message>
    <message>
        <source>&amp;Settings…</source>
        <translation>设置(&amp;S)…</translation>
    </message>
    <message>
        <source>AI device</source>
        <translation>AI 设备</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>Analyze the next study ahead</source>
        <translation>提前分析下一个检查</translation>
    </message>
    <message>
        <source>As shipped</source>
        <translation>恢复默认</translation>
    </message>
    <message>
        <source>Change, add and remove the window presets of each modality.</source>
        <translation>更改、添加和删除各模态的窗宽窗位预设。</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>Everything holds at once, but the language: it changes when MedViewer is started again. The AI device holds from the next analysis.</source>
        <translation>除语言外，所有更改立即生效；语言在重新启动 MedViewer 后更改。AI 设备从下一次分析起生效。</translation>
    </message>
    <message>
        <source>Folder exported to last</source>
        <translation>上次导出到的文件夹</translation>
    </message>
    <message>
        <source>General</source>
        <translation>常规</translation>
    </message>
    <message>
        <source>Give commands other keys; a key never means two things.</source>
        <translation>为命令指定其他快捷键；一个键不会有两种含义。</translation>
    </message>
    <message>
        <source>Give these keys</source>
        <translation>指定此快捷键</translation>
    </message>
    <message>
        <source>In the units of the images: HU for CT, the stored values elsewhere. 0 is the automatic window and 1 the image&apos;s own.</source>
        <translation>以图像自身的单位表示：CT 为 HU，其他为存储值。0 为自动窗，1 为图像自带的窗。</translation>
    </message>
    <message>
        <source>Institution on reports</source>
        <translation>报告上的医疗机构</translation>
    </message>
    <message>
        <source>Keep measurements, decisions and layouts</source>
        <translation>保存测量、判定和布局</translation>
    </message>
    <message>
        <source>Key (2 to 9)</source>
        <translation>按键（2 至 9）</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>快捷键</translation>
    </message>
    <message>
        <source>Kinds exported last</source>
        <translation>上次导出的种类</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Last folder opened</source>
        <translation>上次打开的文件夹</translation>
    </message>
    <message>
        <source>Lay studies out by hanging protocols</source>
        <translation>按悬挂协议排布检查</translation>
    </message>
    <message>
        <source>Layouts used last, by modality</source>
        <translation>各模态最近使用的布局</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>窗位</translation>
    </message>
    <message>
        <source>Logo on reports (PNG or JPEG file)</source>
        <translation>报告上的标志（PNG 或 JPEG 文件）</translation>
    </message>
    <message>
        <source>Machines of your own that run models: enter, test, remove.</source>
        <translation>运行模型的自有计算机：登记、测试、删除。</translation>
    </message>
    <message>
        <source>Memory for images, % of this computer&apos;s</source>
        <translation>图像所用内存，占本机内存的百分比</translation>
    </message>
    <message>
        <source>Modality</source>
        <translation>模态</translation>
    </message>
    <message>
        <source>Mouse</source>
        <translation>鼠标</translation>
    </message>
    <message>
        <source>Mouse profile</source>
        <translation>鼠标方案</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Name this computer&apos;s user in the audit trail</source>
        <translation>在审计日志中记录本机登录用户</translation>
    </message>
    <message>
        <source>New keys</source>
        <translation>新快捷键</translation>
    </message>
    <message>
        <source>New preset</source>
        <translation>新预设</translation>
    </message>
    <message>
        <source>No keys</source>
        <translation>无快捷键</translation>
    </message>
    <message>
        <source>Offer my corrections as training data</source>
        <translation>允许将我的修正用作训练数据</translation>
    </message>
    <message>
        <source>Packing of exports</source>
        <translation>导出的打包方式</translation>
    </message>
    <message>
        <source>Reader&apos;s name</source>
        <translation>阅片医师姓名</translation>
    </message>
    <message>
        <source>Reader, looks, language, device, memory, mouse and keys.</source>
        <translation>阅片者、外观、语言、设备、内存、鼠标和快捷键。</translation>
    </message>
    <message>
        <source>Reading mode</source>
        <translation>阅片模式</translation>
    </message>
    <message>
        <source>Remote machines</source>
        <translation>远程计算机</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Report templates used last</source>
        <translation>最近使用的报告模板</translation>
    </message>
    <message>
        <source>Search commands</source>
        <translation>搜索命令</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Terms of use accepted</source>
        <translation>已接受的使用条款</translation>
    </message>
    <message>
        <source>The reader&apos;s own keys</source>
        <translation>阅片者自定义的快捷键</translation>
    </message>
    <message>
        <source>The reader&apos;s own mouse</source>
        <translation>阅片者自定义的鼠标方案</translation>
    </message>
    <message>
        <source>The wheel scrolls in every profile, a right click opens the menu. While a measuring tool is in hand, the left button draws; the buttons with modifiers go on as set here.</source>
        <translation>在每种方案中滚轮都用于翻页，右键单击打开菜单。选用测量工具时左键用于绘制；带修饰键的按键仍按此处设置工作。</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>Version that ran last</source>
        <translation>上次运行的版本</translation>
    </message>
    <message>
        <source>Width</source>
        <translation>窗宽</translation>
    </message>
    <message>
        <source>Window &amp;presets…</source>
        <translation>窗宽窗位预设(&amp;P)…</translation>
    </message>
    <message>
        <source>Window presets</source>
        <translation>窗宽窗位预设</translation>
    </message>
    <message>
        <source>Windowing upwards makes the image</source>
        <translation>向上拖动调窗时图像</translation>
    </message>
    <message>
        <source>Zooming upwards makes the image</source>
        <translation>向上拖动缩放时图像</translation>
    </message>
    <message>
        <source>{keys} belongs to “{title}”, which loses it if you give it away.</source>
        <translation>{keys} 属于“{title}”；如果另行指定，该命令将失去此快捷键。</translation>
    </message>
    <message>
        <source>{keys} is needed in lists and text fields and cannot be given to a command.</source>
        <translation>{keys} 在列表和文本框中需要使用，不能指定给命令。</translation>
    </message>
</context>
<context>
    <name>Sharing</name>
    <message>
        <source>&amp;Corrections as training data…</source>
        <translation>将修正导出为训练数据(&amp;C)…</translation>
    </message>
    <message>
        <source>&amp;De-identified copies…</source>
        <translation>去标识化副本(&amp;D)…</translation>
    </message>
    <message>
        <source>Copy the study&apos;s files without anything that names the patient.</source>
        <translation>复制检查文件，去除一切可识别患者的内容。</translation>
    </message>
    <message>
        <source>Corrections as training data</source>
        <translation>将修正导出为训练数据</translation>
    </message>
    <message>
        <source>In which folder shall a new one be made?</source>
        <translation>在哪个文件夹中新建？</translation>
    </message>
    <message>
        <source>No, never</source>
        <translation>不，从不</translation>
    </message>
    <message>
        <source>Pictures about the findings you decided on in all open studies, and your decisions, will be written to a folder: no headers, no names. Under which licence may they be used?</source>
        <translation>所有已打开检查中您已判定的所见的图片以及您的判定将写入一个文件夹：不含文件头，不含姓名。允许以何种许可使用？</translation>
    </message>
    <message>
        <source>Switch “Offer my corrections as training data” on in the settings first.</source>
        <translation>请先在设置中开启“允许将我的修正用作训练数据”。</translation>
    </message>
    <message>
        <source>Write de-identified copies</source>
        <translation>写出去标识化副本</translation>
    </message>
    <message>
        <source>Write your decisions on findings as a training set without identity.</source>
        <translation>将您对所见的判定写成不含身份信息的训练集。</translation>
    </message>
    <message>
        <source>Yes, when I ask for it and name a licence</source>
        <translation>是，仅当我提出并写明许可时</translation>
    </message>
</context>
<context>
    <name>Shortcuts</name>
    <message>
        <source>Keys and mouse</source>
        <translation>键盘与鼠标</translation>
    </message>
    <message>
        <source>Mouse</source>
        <translation>鼠标</translation>
    </message>
    <message>
        <source>Window presets</source>
        <translation>预设窗</translation>
    </message>
</context>
<context>
    <name>Signals</name>
    <message>
        <source>&amp;Analyze</source>
        <translation>分析(&amp;A)</translation>
    </message>
    <message>
        <source>AI · not verified. {model}, as its author states: {scores} (scores of {count} windows, not probabilities). Research and education only.</source>
        <translation>AI · 未核实。{model}，按其作者所述：{scores}（{count} 个窗口的分值，不是概率）。仅供研究和教学。</translation>
    </message>
    <message>
        <source>Ask the imported model about these leads</source>
        <translation>就这些导联询问已导入的模型</translation>
    </message>
    <message>
        <source>Asking…</source>
        <translation>正在询问…</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Reading the curves</source>
        <translation>正在读取曲线</translation>
    </message>
    <message>
        <source>The model cannot read this recording: {why}. Choose another group of leads or another model.</source>
        <translation>模型无法读取此记录：{why}。请选择其他导联组或其他模型。</translation>
    </message>
    <message>
        <source>The network “{name}” with {options} cannot be built for curves. Choose {names}, with widths and hidden.</source>
        <translation>无法以 {options} 为曲线构建网络“{name}”。请选择 {names}，并给出 widths 和 hidden。</translation>
    </message>
    <message>
        <source>a lead is mostly gaps</source>
        <translation>有导联大部分缺失</translation>
    </message>
    <message>
        <source>it does not say how it was sampled</source>
        <translation>未说明采样方式</translation>
    </message>
    <message>
        <source>it has {seconds} s, and the model reads {wanted} s</source>
        <translation>时长为 {seconds} 秒，而模型读取 {wanted} 秒</translation>
    </message>
    <message>
        <source>it is in {unit}, and the model reads {wanted}</source>
        <translation>单位为 {unit}，而模型读取 {wanted}</translation>
    </message>
    <message>
        <source>it lacks {leads}</source>
        <translation>缺少导联 {leads}</translation>
    </message>
    <message>
        <source>{model} cannot read curves as its card says: {why}. Correct the card or export the network anew.</source>
        <translation>{model} 无法按其模型卡读取曲线：{why}。请更正模型卡或重新导出网络。</translation>
    </message>
</context>
<context>
    <name>Signing</name>
    <message>
        <source>A measurement has no value yet.</source>
        <translation>有一项测量尚未得出数值。</translation>
    </message>
    <message>
        <source>A signature needs the reader&apos;s name.</source>
        <translation>签名需要阅片医师的姓名。</translation>
    </message>
    <message>
        <source>AI proposal {numbers} waits for your decision.</source>
        <translation>AI 提示 {numbers} 等待您的决定。</translation>
    </message>
    <message>
        <source>AI proposals {numbers} wait for your decision.</source>
        <translation>AI 提示 {numbers} 等待您的决定。</translation>
    </message>
    <message>
        <source>It is signed already; amend it to change it.</source>
        <translation>报告已签名；如需更改，请进行修订。</translation>
    </message>
    <message>
        <source>No study is open.</source>
        <translation>没有打开的检查。</translation>
    </message>
    <message>
        <source>Organisation</source>
        <translation>单位</translation>
    </message>
    <message>
        <source>Show the next undecided</source>
        <translation>显示下一个未判定的</translation>
    </message>
    <message>
        <source>Sign</source>
        <translation>签名</translation>
    </message>
    <message>
        <source>Sign the report</source>
        <translation>签署报告</translation>
    </message>
    <message>
        <source>The AI&apos;s answers are still hidden: lock your first read, or turn the AI off.</source>
        <translation>AI 的结果仍被隐藏：请锁定首次阅片，或关闭 AI。</translation>
    </message>
    <message>
        <source>The report cannot be signed yet:</source>
        <translation>报告尚不能签名：</translation>
    </message>
    <message>
        <source>The report is still being worded. Try again in a moment.</source>
        <translation>报告文字仍在生成中，请稍后再试。</translation>
    </message>
    <message>
        <source>These images are synthetic: a model made them, and they show no patient. They can be marked, measured and exported as such, but never signed.</source>
        <translation>这些图像是合成的：由模型生成，不代表任何患者。可以标注、测量并作为合成图像导出，但绝不能签署。</translation>
    </message>
    <message>
        <source>Type your name to sign what stands above.</source>
        <translation>输入您的姓名以签署上述内容。</translation>
    </message>
    <message>
        <source>Type “{name}” to sign what stands above.</source>
        <translation>输入“{name}”以签署上述内容。</translation>
    </message>
    <message>
        <source>Version {version} is signed.</source>
        <translation>版本 {version} 已签名。</translation>
    </message>
    <message>
        <source>What is signed</source>
        <translation>签署的内容</translation>
    </message>
    <message>
        <source>Your name</source>
        <translation>您的姓名</translation>
    </message>
</context>
<context>
    <name>Stacks</name>
    <message>
        <source>{file} has {found_rows} × {found_columns} pixels where its series has {rows} × {columns}, so the AI cannot read them together. Open the image on its own.</source>
        <translation>{file} 为 {found_rows} × {found_columns} 像素，而其序列为 {rows} × {columns} 像素，AI 无法一并读取。请单独打开该图像。</translation>
    </message>
    <message>
        <source>{file} is in colour, and the AI reads grey images only. Choose a grey series.</source>
        <translation>{file} 是彩色图像，而 AI 只读取灰度图像。请选择灰度序列。</translation>
    </message>
</context>
<context>
    <name>Status</name>
    <message>
        <source>1 finding undecided</source>
        <translation>1 个发现待判定</translation>
    </message>
    <message>
        <source>AI off</source>
        <translation>AI 已关闭</translation>
    </message>
    <message>
        <source>First read: AI hidden</source>
        <translation>首次阅片：AI 已隐藏</translation>
    </message>
    <message>
        <source>Reading files</source>
        <translation>正在读取文件</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>The analysis of {patient} is done.</source>
        <translation>{patient} 的分析已完成。</translation>
    </message>
    <message>
        <source>{count} findings undecided</source>
        <translation>{count} 个发现待判定</translation>
    </message>
    <message>
        <source>{model}: waiting</source>
        <translation>{model}：等待中</translation>
    </message>
</context>
<context>
    <name>Suggestion</name>
    <message>
        <source>{model} was made for {modality} of {part}, and this is one.</source>
        <translation>{model} 适用于{part}的 {modality}，该序列符合。</translation>
    </message>
    <message>
        <source>{model} was made for {modality}, and this is one; the headers do not name the body part.</source>
        <translation>{model} 适用于 {modality}，该序列符合；但头信息没有说明检查部位。</translation>
    </message>
</context>
<context>
    <name>Synthesis</name>
    <message>
        <source>Drawing</source>
        <translation>正在生成图像</translation>
    </message>
    <message>
        <source>The run in {folder} cannot be used: {why}. Train it again.</source>
        <translation>{folder} 中的训练结果无法使用：{why}。请重新训练。</translation>
    </message>
    <message>
        <source>There is no trained generator in {folder}. Train one with `medviewer train gan --out RUN` and name its folder.</source>
        <translation>{folder} 中没有训练好的生成器。请用 `medviewer train gan --out RUN` 训练一个，并指定其文件夹。</translation>
    </message>
    <message>
        <source>This run has no {kind} “{name}”. Choose one of {names}.</source>
        <translation>该训练结果没有 {kind}“{name}”。请从 {names} 中选择一个。</translation>
    </message>
    <message>
        <source>{count} pictures cannot be drawn at once. Ask for 1 to {most}.</source>
        <translation>无法一次生成 {count} 幅图像。请指定 1 到 {most}。</translation>
    </message>
    <message>
        <source>{system} in {folder} makes no pictures. Name the folder of a `medviewer train gan` run.</source>
        <translation>{folder} 中的 {system} 不生成图像。请指定 `medviewer train gan` 训练结果的文件夹。</translation>
    </message>
</context>
<context>
    <name>Tags</name>
    <message>
        <source>Choose a row to read its value in full.</source>
        <translation>选择一行以查看其完整值。</translation>
    </message>
    <message>
        <source>Copied {count} letters.</source>
        <translation>已复制 {count} 个字符。</translation>
    </message>
    <message>
        <source>Copy as DICOM JSON</source>
        <translation>复制为 DICOM JSON</translation>
    </message>
    <message>
        <source>Copy row</source>
        <translation>复制行</translation>
    </message>
    <message>
        <source>Copy value</source>
        <translation>复制值</translation>
    </message>
    <message>
        <source>Copy with everything below</source>
        <translation>复制（含下级内容）</translation>
    </message>
    <message>
        <source>DICOM attributes</source>
        <translation>DICOM 属性</translation>
    </message>
    <message>
        <source>Data set</source>
        <translation>数据集</translation>
    </message>
    <message>
        <source>Defined by {creator}</source>
        <translation>由 {creator} 定义</translation>
    </message>
    <message>
        <source>File meta information</source>
        <translation>文件元信息</translation>
    </message>
    <message>
        <source>Follow the image</source>
        <translation>跟随图像</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Next hit (Enter)</source>
        <translation>下一个结果（Enter）</translation>
    </message>
    <message>
        <source>No image is open.</source>
        <translation>尚未打开图像。</translation>
    </message>
    <message>
        <source>Not shown while the patient&apos;s identity is hidden.</source>
        <translation>患者身份隐藏期间不显示。</translation>
    </message>
    <message>
        <source>Previous hit (Shift+Enter)</source>
        <translation>上一个结果（Shift+Enter）</translation>
    </message>
    <message>
        <source>Reading …</source>
        <translation>正在读取 …</translation>
    </message>
    <message>
        <source>Search tag, name or value</source>
        <translation>搜索标签、名称或值</translation>
    </message>
    <message>
        <source>Tag</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>This frame: functional groups</source>
        <translation>当前帧：功能组</translation>
    </message>
    <message>
        <source>VM</source>
        <translation>VM</translation>
    </message>
    <message>
        <source>VR</source>
        <translation>VR</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>Value in full</source>
        <translation>完整的值</translation>
    </message>
    <message>
        <source>nothing found</source>
        <translation>未找到</translation>
    </message>
    <message>
        <source>searching …</source>
        <translation>正在搜索 …</translation>
    </message>
    <message>
        <source>{file}, frame {frame}</source>
        <translation>{file}，第 {frame} 帧</translation>
    </message>
    <message>
        <source>{number} of {total}</source>
        <translation>{number} / {total}</translation>
    </message>
    <message>
        <source>{total} hits</source>
        <translation>{total} 个结果</translation>
    </message>
</context>
<context>
    <name>Technique</name>
    <message>
        <source>Angiography</source>
        <translation>血管造影</translation>
    </message>
    <message>
        <source>CT</source>
        <translation>CT</translation>
    </message>
    <message>
        <source>Fluoroscopy</source>
        <translation>透视</translation>
    </message>
    <message>
        <source>MR</source>
        <translation>磁共振</translation>
    </message>
    <message>
        <source>Mammogram</source>
        <translation>乳腺 X 线摄影</translation>
    </message>
    <message>
        <source>PET</source>
        <translation>PET</translation>
    </message>
    <message>
        <source>Radiograph</source>
        <translation>X 线摄影</translation>
    </message>
    <message>
        <source>Scintigraphy</source>
        <translation>核素显像</translation>
    </message>
    <message>
        <source>Ultrasound</source>
        <translation>超声</translation>
    </message>
    <message>
        <source>slices of {thickness} mm</source>
        <translation>层厚 {thickness} mm</translation>
    </message>
    <message>
        <source>{code}</source>
        <translation>{code}</translation>
    </message>
</context>
<context>
    <name>Terms</name>
    <message>
        <source>The model {model} cannot be used: {why}. Train it again.</source>
        <translation>模型 {model} 无法使用：{why}。请重新训练。</translation>
    </message>
</context>
<context>
    <name>Theme</name>
    <message>
        <source>&amp;Dark</source>
        <translation>深色(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;High contrast</source>
        <translation>高对比度(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>浅色(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Like the desktop</source>
        <translation>跟随系统(&amp;S)</translation>
    </message>
    <message>
        <source>Colours of the window; the image area stays black.</source>
        <translation>窗口的配色；图像区始终为黑色。</translation>
    </message>
    <message>
        <source>T&amp;heme</source>
        <translation>主题(&amp;H)</translation>
    </message>
</context>
<context>
    <name>Tool</name>
    <message>
        <source>&amp;Angle</source>
        <translation>角度(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Cobb angle</source>
        <translation>Cobb 角(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Ellipse</source>
        <translation>椭圆(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Freehand region</source>
        <translation>手绘区域(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Length</source>
        <translation>长度(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Move the image</source>
        <translation>移动图像(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Polygon</source>
        <translation>多边形(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Rectangle</source>
        <translation>矩形(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Scroll</source>
        <translation>滚动(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Text</source>
        <translation>文字(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Window</source>
        <translation>调窗(&amp;W)</translation>
    </message>
    <message>
        <source>&amp;Zoom</source>
        <translation>缩放(&amp;Z)</translation>
    </message>
    <message>
        <source>Arro&amp;w</source>
        <translation>箭头(&amp;W)</translation>
    </message>
    <message>
        <source>As the mo&amp;use is set</source>
        <translation>按鼠标设置(&amp;U)</translation>
    </message>
    <message>
        <source>Cali&amp;bration line</source>
        <translation>校准线(&amp;B)</translation>
    </message>
    <message>
        <source>Click from corner to corner; a double click or Enter closes it.</source>
        <translation>逐点单击各顶点；双击或按 Enter 闭合。</translation>
    </message>
    <message>
        <source>Click or wipe over drawings to delete them.</source>
        <translation>单击或划过标注即可删除。</translation>
    </message>
    <message>
        <source>Draw a lesion&apos;s long axis; the short one crosses it and can be moved (RECIST).</source>
        <translation>绘制病灶长径；短径与之垂直，可移动（RECIST）。</translation>
    </message>
    <message>
        <source>Draw a line of known length; the image is measured by it.</source>
        <translation>绘制一条已知长度的线段，图像按其测量。</translation>
    </message>
    <message>
        <source>Draw a rectangle; its values get the whole range of greys.</source>
        <translation>绘制矩形，其中的数值占用全部灰阶。</translation>
    </message>
    <message>
        <source>Draw around a region without letting go.</source>
        <translation>按住鼠标沿区域边缘绘制。</translation>
    </message>
    <message>
        <source>Eras&amp;er</source>
        <translation>橡皮擦(&amp;E)</translation>
    </message>
    <message>
        <source>Hold the left button to look through a lens.</source>
        <translation>按住左键透过放大镜观察。</translation>
    </message>
    <message>
        <source>Keep the value of one pixel on the image.</source>
        <translation>在图像上保留一个像素的值。</translation>
    </message>
    <message>
        <source>L&amp;ong and short axis</source>
        <translation>长短径(&amp;O)</translation>
    </message>
    <message>
        <source>Mag&amp;nifier</source>
        <translation>放大镜(&amp;N)</translation>
    </message>
    <message>
        <source>Mean, SD, minimum, maximum and area of a rectangle.</source>
        <translation>矩形内的均值、标准差、最小值、最大值和面积。</translation>
    </message>
    <message>
        <source>Mean, SD, minimum, maximum and area of an ellipse.</source>
        <translation>椭圆内的均值、标准差、最小值、最大值和面积。</translation>
    </message>
    <message>
        <source>Measure a distance: drag, or click at both ends.</source>
        <translation>测量距离：拖动，或单击两端。</translation>
    </message>
    <message>
        <source>Measure an angle with three clicks, the vertex second.</source>
        <translation>三次单击测量角度，第二次为顶点。</translation>
    </message>
    <message>
        <source>Measure the angle between two lines that share no point.</source>
        <translation>测量两条不相交线段之间的夹角。</translation>
    </message>
    <message>
        <source>Point &amp;value</source>
        <translation>点值(&amp;V)</translation>
    </message>
    <message>
        <source>Point at something, with words where you like.</source>
        <translation>用箭头指示，可附文字。</translation>
    </message>
    <message>
        <source>The left button does what the mouse profile says. Esc comes back to it.</source>
        <translation>左键按鼠标方案工作。按 Esc 可恢复。</translation>
    </message>
    <message>
        <source>The left button moves the image.</source>
        <translation>左键移动图像。</translation>
    </message>
    <message>
        <source>The left button scrolls through the series.</source>
        <translation>左键滚动浏览序列。</translation>
    </message>
    <message>
        <source>The left button windows: to the right wider, up brighter.</source>
        <translation>左键调窗：向右变宽，向上变亮。</translation>
    </message>
    <message>
        <source>The left button zooms: down in, up out.</source>
        <translation>左键缩放：向下放大，向上缩小。</translation>
    </message>
    <message>
        <source>Values are measured on images as they were acquired: close the planes first.</source>
        <translation>数值只在原始采集图像上测量：请先关闭重建平面。</translation>
    </message>
    <message>
        <source>Window from re&amp;gion</source>
        <translation>由区域调窗(&amp;G)</translation>
    </message>
    <message>
        <source>Write on the image.</source>
        <translation>在图像上写文字。</translation>
    </message>
</context>
<context>
    <name>Toolbar</name>
    <message>
        <source>Analyze</source>
        <translation>分析</translation>
    </message>
    <message>
        <source>Attention</source>
        <translation>注意力</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>适应</translation>
    </message>
    <message>
        <source>How many images side by side</source>
        <translation>并排显示多少幅图像</translation>
    </message>
    <message>
        <source>Invert</source>
        <translation>反相</translation>
    </message>
    <message>
        <source>Layout</source>
        <translation>布局</translation>
    </message>
    <message>
        <source>MPR</source>
        <translation>MPR</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Presets</source>
        <translation>窗位预设</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>报告</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>复位</translation>
    </message>
    <message>
        <source>Texts</source>
        <translation>文字</translation>
    </message>
    <message>
        <source>Toolbar</source>
        <translation>工具栏</translation>
    </message>
    <message>
        <source>What the left mouse button does</source>
        <translation>鼠标左键的作用</translation>
    </message>
    <message>
        <source>Window presets  (0 to 9)</source>
        <translation>预设窗（0 至 9）</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>放大</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>缩小</translation>
    </message>
</context>
<context>
    <name>Tour</name>
    <message>
        <source>Back</source>
        <translation>上一步</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>Doubt the AI</source>
        <translation>质疑 AI</translation>
    </message>
    <message>
        <source>Accepted findings become the report. {palette} searches every command, {help} opens the help for what you are at, {keys} lists all keys.</source>
        <translation>接受的发现进入报告。{palette} 搜索所有命令，{help} 打开与当前操作相应的帮助，{keys} 列出全部快捷键。</translation>
    </message>
    <message>
        <source>Analyze runs only when you press it. {accept} accepts a proposal, {reject} rejects it; hold Space over the image to see it without any AI.</source>
        <translation>只有按下“分析”才会运行。{accept} 接受建议，{reject} 拒绝；在图像上按住空格可查看不带 AI 的图像。</translation>
    </message>
    <message>
        <source>Drop folders, files or ZIP archives anywhere on the window, or press {open}. Studies opened before are listed here; {library} searches them.</source>
        <translation>将文件夹、文件或 ZIP 压缩包拖到窗口任意位置，或按 {open}。以前打开过的检查列在这里；{library} 进行搜索。</translation>
    </message>
    <message>
        <source>End the tour</source>
        <translation>结束导览</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>下一步</translation>
    </message>
    <message>
        <source>Open studies</source>
        <translation>打开检查</translation>
    </message>
    <message>
        <source>Read</source>
        <translation>阅片</translation>
    </message>
    <message>
        <source>Report, and find everything else</source>
        <translation>报告及其他功能</translation>
    </message>
    <message>
        <source>The wheel scrolls, dragging windows, {first} to {last} are window presets. {two} and {four} put images side by side. If your hand is used to another mouse, the settings ({settings}) have three profiles.</source>
        <translation>滚轮翻页，拖动调窗，{first} 至 {last} 为窗宽窗位预设。{two} 和 {four} 并排显示图像。若您习惯其他鼠标操作，设置（{settings}）中有三种方案可选。</translation>
    </message>
    <message>
        <source>What is used most stands here, each with its key in the tooltip; a greyed button says why. {undo} takes everything back.</source>
        <translation>最常用的功能在这里，提示中注明快捷键；变灰的按钮会说明原因。{undo} 可撤销一切操作。</translation>
    </message>
    <message>
        <source>Tools</source>
        <translation>工具</translation>
    </message>
    <message>
        <source>{step} of {count}</source>
        <translation>第 {step} 步，共 {count} 步</translation>
    </message>
</context>
<context>
    <name>Training</name>
    <message>
        <source>No archive in {folder} holds {name} (looked into: {files}). Name the folder with the MedMNIST file of that split.</source>
        <translation>{folder} 中没有任何压缩包含有 {name}（已查看：{files}）。请指定含有该划分 MedMNIST 文件的文件夹。</translation>
    </message>
    <message>
        <source>No decision here teaches a model anything: accept, edit or reject findings first.</source>
        <translation>这里没有可供模型学习的判定：请先接受、修改或拒绝所见。</translation>
    </message>
    <message>
        <source>No noise up to {most} times the clipping norm promises ε = {epsilon} at δ = {delta}. Ask for a larger ε, fewer steps or smaller batches.</source>
        <translation>噪声即使达到裁剪范数的 {most} 倍，也无法在 δ = {delta} 时保证 ε = {epsilon}。请选择更大的 ε、更少的步数或更小的批次。</translation>
    </message>
    <message>
        <source>Teaching {name}</source>
        <translation>正在训练 {name}</translation>
    </message>
    <message>
        <source>The augmentation “{step}” has no option “{key}” that could be {value}. Known: {known}.</source>
        <translation>增强“{step}”没有可取值 {value} 的选项“{key}”。已知：{known}。</translation>
    </message>
    <message>
        <source>The card in {folder} names no network, so the run cannot be joined. Train it again.</source>
        <translation>{folder} 中的模型卡没有写明网络，因此该次训练无法合并。请重新训练。</translation>
    </message>
    <message>
        <source>The option {name} cannot be “{value}”; it is one of {allowed}.</source>
        <translation>选项 {name} 不能为“{value}”；可选值为：{allowed}。</translation>
    </message>
    <message>
        <source>The reader has no option “{options}”. Known: {known}.</source>
        <translation>读取器没有选项“{options}”。已知选项：{known}。</translation>
    </message>
    <message>
        <source>The task file asks for the augmentation “{name}”, which does not exist. Known: {known}.</source>
        <translation>任务文件要求不存在的增强“{name}”。已知：{known}。</translation>
    </message>
    <message>
        <source>The task file {file} cannot be used: {why}. Correct it.</source>
        <translation>任务文件 {file} 无法使用：{why}。请更正。</translation>
    </message>
    <message>
        <source>The task {task} asks for the reader “{reader}”, which does not exist. Correct it.</source>
        <translation>任务 {task} 要求的读取器“{reader}”不存在。请更正。</translation>
    </message>
    <message>
        <source>The task {task} asks for the reader “{reader}”, which does not exist. Readers: {readers}.</source>
        <translation>任务 {task} 要求不存在的读取器“{reader}”。读取器：{readers}。</translation>
    </message>
    <message>
        <source>The task {task} is a {kind}; only classifications are compared here. Name one of those.</source>
        <translation>任务 {task} 的类型是 {kind}；此处只比较分类任务。请指定一个分类任务。</translation>
    </message>
    <message>
        <source>The training part cannot be divided: {why}. Change [division] of the task file.</source>
        <translation>训练部分无法划分：{why}。请修改任务文件的 [division]。</translation>
    </message>
    <message>
        <source>The training part holds {count} independent cases, too few to keep some apart for choosing. Give more.</source>
        <translation>训练部分只有 {count} 个独立病例，不足以留出一部分用于选择。请提供更多病例。</translation>
    </message>
    <message>
        <source>There is no setting “{name}” here. Known are: {known}.</source>
        <translation>没有名为“{name}”的设置。可用的设置：{known}。</translation>
    </message>
    <message>
        <source>Training the generator</source>
        <translation>正在训练生成器</translation>
    </message>
    <message>
        <source>Training the restorer</source>
        <translation>正在训练去噪网络</translation>
    </message>
    <message>
        <source>Training those who judge</source>
        <translation>正在训练评判用分类器</translation>
    </message>
    <message>
        <source>Training with differential privacy needs Opacus, which is not installed. Install it with: pip install “medviewer[train]”.</source>
        <translation>差分隐私训练需要 Opacus，但尚未安装。请用以下命令安装：pip install “medviewer[train]”。</translation>
    </message>
    <message>
        <source>Tuning needs Optuna, which is not installed. Install it with: pip install “medviewer[train]”.</source>
        <translation>参数搜索需要 Optuna，但尚未安装。请用以下命令安装：pip install “medviewer[train]”。</translation>
    </message>
    <message>
        <source>training: {row}</source>
        <translation>正在训练：{row}</translation>
    </message>
    <message>
        <source>{count} cases could not be divided among {sites} sites at α = {alpha} so that each has {least}. Ask for fewer sites or a larger α.</source>
        <translation>在 α = {alpha} 时，无法将 {count} 例分配到 {sites} 个中心并使每个中心至少有 {least} 例。请减少中心数或增大 α。</translation>
    </message>
    <message>
        <source>{count} examples of {patients} patients were written to {folder}.</source>
        <translation>{patients} 名患者的 {count} 个样本已写入 {folder}。</translation>
    </message>
    <message>
        <source>{file} cannot be read: {cause}. Give the file as its set describes it.</source>
        <translation>无法读取 {file}：{cause}。请提供与数据集说明一致的文件。</translation>
    </message>
    <message>
        <source>{file} is neither in {folder} nor in its folder “{name}”. Name the folder it lies in.</source>
        <translation>{folder} 及其子文件夹“{name}”中均没有 {file}。请指定该文件所在的文件夹。</translation>
    </message>
    <message>
        <source>{folder} holds {count} Excel tables; exactly one, with the standard terms, is needed. Leave only that one there.</source>
        <translation>{folder} 中有 {count} 个 Excel 表格；只需要一个标准术语表。请只保留该表。</translation>
    </message>
    <message>
        <source>{folder} is there already. Name a new folder.</source>
        <translation>{folder} 已存在。请另取新的文件夹名。</translation>
    </message>
    <message>
        <source>{other} cannot join {first}: they differ in task, labels or network. Join runs of one task and one network.</source>
        <translation>{other} 不能与 {first} 合并：两者的任务、标签或网络不同。请合并同一任务、同一网络的训练结果。</translation>
    </message>
    <message>
        <source>{system} knows no set “{name}”. Choose one of {names}, as --option set=NAME.</source>
        <translation>{system} 没有名为“{name}”的数据集。请从 {names} 中选择一个，写作 --option set=名称。</translation>
    </message>
    <message>
        <source>{task} is trained on data for research only, so its weights may not be shipped and cannot be written to {folder}. Name a folder outside {shipped}.</source>
        <translation>{task} 使用仅限研究的数据训练，其权重不得随软件分发，因此不能写入 {folder}。请指定 {shipped} 之外的文件夹。</translation>
    </message>
    <message>
        <source>ε, sites, α, seeds, steps and passes must be greater than zero. Correct what is not.</source>
        <translation>ε、中心数、α、种子数、步数和轮次都必须大于零。请更正不符合要求的值。</translation>
    </message>
    <message>
        <source>“{option}” is no setting. Write it as NAME=VALUE.</source>
        <translation>“{option}”不是有效的设置。请写成 NAME=VALUE。</translation>
    </message>
    <message>
        <source>“{words}” are no values of ε. Write numbers with commas, such as 1,3,8.</source>
        <translation>“{words}”不是 ε 的有效取值。请用逗号分隔数字，例如 1,3,8。</translation>
    </message>
    <message>
        <source>There is no task “{name}”. Name one of {known}, or a task file.</source>
        <translation>没有任务“{name}”。请指定 {known} 之一，或一个任务文件。</translation>
    </message>
    <message>
        <source>A reading is of synthetic images, which a model made: what is decided on them teaches nothing about patients. Leave that reading out.</source>
        <translation>有一份阅片的图像是由模型生成的合成图像：对其作出的判断不能说明患者的任何情况。请不要包含该阅片。</translation>
    </message>
    <message>
        <source>Judging strings</source>
        <translation>正在评估诊断文本</translation>
    </message>
    <message>
        <source>Learning which terms are meant</source>
        <translation>正在学习术语对应关系</translation>
    </message>
    <message>
        <source>There is no {name} in {folder}. Name the folder that holds it.</source>
        <translation>{folder} 中没有 {name}。请指定含有它的文件夹。</translation>
    </message>
    <message>
        <source>{file} could not be read ({cause}). Fetch the data set again.</source>
        <translation>无法读取 {file}（{cause}）。请重新获取数据集。</translation>
    </message>
    <message>
        <source>{file} lists no images of the split “{split}”; it has: {splits}. Name one of those.</source>
        <translation>{file} 中没有划分“{split}”的图像；有：{splits}。请指定其中之一。</translation>
    </message>
</context>
<context>
    <name>Transfers</name>
    <message>
        <source>1 image arrived from {node}.</source>
        <translation>已从 {node} 接收 1 幅图像。</translation>
    </message>
    <message>
        <source>1 object was sent to {node} ({address}).</source>
        <translation>已向 {node}（{address}）发送 1 个对象。</translation>
    </message>
    <message>
        <source>A study was not fetched to its end: {titles}.</source>
        <translation>有一项检查未调取完：{titles}。</translation>
    </message>
    <message>
        <source>All {count} images were here already; nothing had to be fetched from {node}.</source>
        <translation>全部 {count} 幅图像已在本机，无需从 {node} 获取。</translation>
    </message>
    <message>
        <source>Archive</source>
        <translation>归档服务器</translation>
    </message>
    <message>
        <source>Begin again</source>
        <translation>重新开始</translation>
    </message>
    <message>
        <source>Clear those that ended</source>
        <translation>清除已结束的</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>数据量</translation>
    </message>
    <message>
        <source>Fetch</source>
        <translation>调取</translation>
    </message>
    <message>
        <source>Fetching</source>
        <translation>正在调取</translation>
    </message>
    <message>
        <source>Fetching from {node} was stopped; {count} images that had arrived stay.</source>
        <translation>已停止从 {node} 获取；已到达的 {count} 幅图像予以保留。</translation>
    </message>
    <message>
        <source>Forget them</source>
        <translation>放弃</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Going on</source>
        <translation>续传</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>图像</translation>
    </message>
    <message>
        <source>Prior</source>
        <translation>既往</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>发送</translation>
    </message>
    <message>
        <source>Sending</source>
        <translation>正在发送</translation>
    </message>
    <message>
        <source>Sending to {node} was stopped; {count} objects had been taken there.</source>
        <translation>已停止向 {node} 发送；对方已接收 {count} 个对象。</translation>
    </message>
    <message>
        <source>Show all transfers</source>
        <translation>显示全部传输</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Study</source>
        <translation>检查</translation>
    </message>
    <message>
        <source>Time left</source>
        <translation>剩余时间</translation>
    </message>
    <message>
        <source>Transfers</source>
        <translation>传输</translation>
    </message>
    <message>
        <source>Transfers ({count})</source>
        <translation>传输（{count}）</translation>
    </message>
    <message>
        <source>What</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>not all of it</source>
        <translation>不完整</translation>
    </message>
    <message>
        <source>running</source>
        <translation>进行中</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>等待中</translation>
    </message>
    <message>
        <source>{archive} ({address})</source>
        <translation>{archive}（{address}）</translation>
    </message>
    <message>
        <source>{count} images arrived from {node}.</source>
        <translation>已从 {node} 接收 {count} 幅图像。</translation>
    </message>
    <message>
        <source>{count} min left</source>
        <translation>剩余 {count} 分钟</translation>
    </message>
    <message>
        <source>{count} objects were sent to {node} ({address}).</source>
        <translation>已向 {node}（{address}）发送 {count} 个对象。</translation>
    </message>
    <message>
        <source>{count} s left</source>
        <translation>剩余 {count} 秒</translation>
    </message>
    <message>
        <source>{count} studies were not fetched to their end: {titles}.</source>
        <translation>有 {count} 项检查未调取完：{titles}。</translation>
    </message>
    <message>
        <source>{here} of {expected} images are here; the others did not arrive from {node}. {why} Fetch the study again: only what is missing is asked for.</source>
        <translation>{expected} 幅图像中已有 {here} 幅；其余未能从 {node} 到达。{why} 请再次获取该检查：只会请求缺少的部分。</translation>
    </message>
    <message>
        <source>{node} has no images of this study. Ask it again, or choose another archive.</source>
        <translation>{node} 没有该检查的图像。请重新查询，或选择其他归档服务器。</translation>
    </message>
    <message>
        <source>{reason} (The others differ.)</source>
        <translation>{reason}（其余原因各不相同。）</translation>
    </message>
    <message>
        <source>{reason} The {count} images of this study that are here stay as they are.</source>
        <translation>{reason}本机已有的该检查的 {count} 幅影像保持不变。</translation>
    </message>
    <message>
        <source>{reason} {count} images had arrived and stay readable; fetched again, only the rest is asked for.</source>
        <translation>{reason} 已到达的 {count} 幅图像仍可阅读；再次获取时只会请求其余部分。</translation>
    </message>
    <message>
        <source>{sent} of {count} objects were sent to {node}; the others were not taken. {why}</source>
        <translation>{count} 个对象中已有 {sent} 个发送到 {node}；其余未被接收。{why}</translation>
    </message>
    <message>
        <source>{verb} {amount}</source>
        <translation>{verb} {amount}</translation>
    </message>
    <message>
        <source>{verb} {amount}, {count} more</source>
        <translation>{verb} {amount}，另有 {count} 项</translation>
    </message>
</context>
<context>
    <name>Turn</name>
    <message>
        <source>MIRRORED</source>
        <translation>已镜像</translation>
    </message>
    <message>
        <source>MIRRORED, then turned {degrees}° clockwise</source>
        <translation>已镜像，再顺时针旋转 {degrees}°</translation>
    </message>
    <message>
        <source>Turned {degrees}° clockwise</source>
        <translation>已顺时针旋转 {degrees}°</translation>
    </message>
</context>
<context>
    <name>Uncertainty</name>
    <message>
        <source>AI abstains, because it can exclude none of its answers. Judge this image without it.</source>
        <translation>AI 弃权，因为其任一答案都不能排除。请不借助 AI 判读此图像。</translation>
    </message>
    <message>
        <source>AI abstains, because its networks disagree: their probabilities differ by {spread}, more than {limit}. Judge this image without it.</source>
        <translation>AI 弃权，因为各网络意见不一：概率相差 {spread}，超过 {limit}。请不借助 AI 判读此图像。</translation>
    </message>
    <message>
        <source>AI abstains, because no answer it knows fits this image well enough. Judge it without AI.</source>
        <translation>AI 弃权，因为其已知的答案均与此图像不够相符。请不借助 AI 判读。</translation>
    </message>
</context>
<context>
    <name>Undo</name>
    <message>
        <source>All measurements deleted</source>
        <translation>已删除全部测量</translation>
    </message>
    <message>
        <source>Baseline chosen</source>
        <translation>已选定基线</translation>
    </message>
    <message>
        <source>Calibration taken back</source>
        <translation>已取消校准</translation>
    </message>
    <message>
        <source>Clinical context cleared</source>
        <translation>清空临床资料</translation>
    </message>
    <message>
        <source>Clinical context in the report</source>
        <translation>临床资料写入报告</translation>
    </message>
    <message>
        <source>Clinical context taken over</source>
        <translation>取用临床资料</translation>
    </message>
    <message>
        <source>Clinical context written</source>
        <translation>填写临床资料</translation>
    </message>
    <message>
        <source>Code accepted</source>
        <translation>已接受编码</translation>
    </message>
    <message>
        <source>Code chosen</source>
        <translation>已选用编码</translation>
    </message>
    <message>
        <source>Code rejected</source>
        <translation>已拒绝编码</translation>
    </message>
    <message>
        <source>Decision on a code taken back</source>
        <translation>已撤回对编码的决定</translation>
    </message>
    <message>
        <source>Decision taken back</source>
        <translation>已收回判定</translation>
    </message>
    <message>
        <source>Filled between images</source>
        <translation>已在图像间填充</translation>
    </message>
    <message>
        <source>Finding accepted</source>
        <translation>已接受发现</translation>
    </message>
    <message>
        <source>Finding added</source>
        <translation>已添加发现</translation>
    </message>
    <message>
        <source>Finding edited</source>
        <translation>已修改发现</translation>
    </message>
    <message>
        <source>Finding rejected</source>
        <translation>已拒绝发现</translation>
    </message>
    <message>
        <source>Finding removed</source>
        <translation>已移除发现</translation>
    </message>
    <message>
        <source>Image calibrated</source>
        <translation>已校准图像</translation>
    </message>
    <message>
        <source>Image turned</source>
        <translation>旋转图像</translation>
    </message>
    <message>
        <source>Key image marked</source>
        <translation>已标记关键图像</translation>
    </message>
    <message>
        <source>Key image unmarked</source>
        <translation>已取消关键图像标记</translation>
    </message>
    <message>
        <source>Key images marked</source>
        <translation>标记关键图像</translation>
    </message>
    <message>
        <source>Language of the report chosen</source>
        <translation>选择报告语言</translation>
    </message>
    <message>
        <source>Lesion assessed</source>
        <translation>已评估病灶</translation>
    </message>
    <message>
        <source>Lesion matched</source>
        <translation>已匹配病灶</translation>
    </message>
    <message>
        <source>Lesions matched</source>
        <translation>已匹配病灶</translation>
    </message>
    <message>
        <source>Lesions separated</source>
        <translation>已分开病灶</translation>
    </message>
    <message>
        <source>Links between cells</source>
        <translation>窗格联动</translation>
    </message>
    <message>
        <source>Planes (MPR)</source>
        <translation>多平面重建（MPR）</translation>
    </message>
    <message>
        <source>Range of values marked</source>
        <translation>已标记数值范围</translation>
    </message>
    <message>
        <source>Reading taken over from a report</source>
        <translation>从报告接收阅片内容</translation>
    </message>
    <message>
        <source>Region grown</source>
        <translation>区域已生长</translation>
    </message>
    <message>
        <source>Report template chosen</source>
        <translation>选择报告模板</translation>
    </message>
    <message>
        <source>Report text written</source>
        <translation>书写报告文字</translation>
    </message>
    <message>
        <source>Segment added</source>
        <translation>已添加分割</translation>
    </message>
    <message>
        <source>Segment copied</source>
        <translation>复制分割区</translation>
    </message>
    <message>
        <source>Segment deleted</source>
        <translation>已删除分割</translation>
    </message>
    <message>
        <source>Segment erased</source>
        <translation>已擦除分割</translation>
    </message>
    <message>
        <source>Segment painted</source>
        <translation>已绘制分割</translation>
    </message>
    <message>
        <source>Series calibrated</source>
        <translation>序列已校准</translation>
    </message>
    <message>
        <source>Session read in</source>
        <translation>读入会话</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>窗宽窗位</translation>
    </message>
    <message>
        <source>{kind} changed</source>
        <translation>已修改{kind}</translation>
    </message>
    <message>
        <source>{kind} copied</source>
        <translation>已复制{kind}</translation>
    </message>
    <message>
        <source>{kind} deleted</source>
        <translation>已删除{kind}</translation>
    </message>
    <message>
        <source>{kind} drawn</source>
        <translation>已绘制{kind}</translation>
    </message>
</context>
<context>
    <name>Update notes</name>
    <message>
        <source>The change log is missing.</source>
        <translation>缺少变更日志。</translation>
    </message>
    <message>
        <source>These notes are written in English.</source>
        <translation>以下更新说明仅有英文。</translation>
    </message>
    <message>
        <source>What is new</source>
        <translation>新增内容</translation>
    </message>
</context>
<context>
    <name>Versions</name>
    <message>
        <source>Amended because: {reason}</source>
        <translation>修订原因：{reason}</translation>
    </message>
    <message>
        <source>Decisions</source>
        <translation>判定</translation>
    </message>
    <message>
        <source>Export this version…</source>
        <translation>导出此版本…</translation>
    </message>
    <message>
        <source>Show what changed since the version before</source>
        <translation>显示与前一版本的差别</translation>
    </message>
    <message>
        <source>Signed versions</source>
        <translation>已签名的版本</translation>
    </message>
    <message>
        <source>The version chosen</source>
        <translation>所选版本</translation>
    </message>
    <message>
        <source>Version {version}, {when}
{reader}</source>
        <translation>版本 {version}，{when}
{reader}</translation>
    </message>
    <message>
        <source>Versions</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>{number}. {name}, {site}: {decision}</source>
        <translation>{number}. {site}{name}：{decision}</translation>
    </message>
</context>
<context>
    <name>View</name>
    <message>
        <source>&amp;First image</source>
        <translation>第一幅图像(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Fit to window</source>
        <translation>适应窗口(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Hide the patient&apos;s identity</source>
        <translation>隐藏患者身份(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;Last image</source>
        <translation>最后一幅图像(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Left by 90°</source>
        <translation>左转 90°(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Mirror left to right</source>
        <translation>左右镜像(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Next image</source>
        <translation>下一幅图像(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Overlays of the image</source>
        <translation>图像叠加层(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Previous image</source>
        <translation>上一幅图像(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Reset display</source>
        <translation>复位显示(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Right by 90°</source>
        <translation>右转 90°(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Rotate and flip</source>
        <translation>旋转与翻转(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Texts: full, minimal, none</source>
        <translation>文字：全部、精简、无(&amp;T)</translation>
    </message>
    <message>
        <source>0 automatic, 1 the image&apos;s own, 2 to 9 as in the preset menu.</source>
        <translation>0 自动，1 图像自带，2 至 9 见预设窗菜单。</translation>
    </message>
    <message>
        <source>AI &amp;attention map</source>
        <translation>AI 注意力图(&amp;A)</translation>
    </message>
    <message>
        <source>AI &amp;findings</source>
        <translation>AI 发现(&amp;F)</translation>
    </message>
    <message>
        <source>Attributes follow the ima&amp;ge</source>
        <translation>属性跟随图像(&amp;G)</translation>
    </message>
    <message>
        <source>Attributes of a file</source>
        <translation>文件的属性</translation>
    </message>
    <message>
        <source>Cop&amp;y the image</source>
        <translation>复制图像(&amp;Y)</translation>
    </message>
    <message>
        <source>Copy the image in &amp;full resolution</source>
        <translation>以全分辨率复制图像(&amp;F)</translation>
    </message>
    <message>
        <source>Cover what the image says is outside its collimator, or uncover it.</source>
        <translation>按图像声明遮挡准直器之外的区域，或取消遮挡。</translation>
    </message>
    <message>
        <source>DICOM attri&amp;butes</source>
        <translation>DICOM 属性(&amp;B)</translation>
    </message>
    <message>
        <source>Enlarge the image about its centre.</source>
        <translation>以中心放大图像。</translation>
    </message>
    <message>
        <source>Exchange left and right on the screen; the letters say so.</source>
        <translation>左右对调显示；方位字母随之改变。</translation>
    </message>
    <message>
        <source>Exchange top and bottom on the screen; the letters say so.</source>
        <translation>上下对调显示；方位字母随之改变。</translation>
    </message>
    <message>
        <source>Go to the first image of the series.</source>
        <translation>转到序列的第一幅图像。</translation>
    </message>
    <message>
        <source>Go to the last image of the series.</source>
        <translation>转到序列的最后一幅图像。</translation>
    </message>
    <message>
        <source>Hide all of the AI while held</source>
        <translation>按住时隐藏所有 AI 内容</translation>
    </message>
    <message>
        <source>Hide name, ID, birth date, accession number and institution on the screen. Reports and files keep them.</source>
        <translation>在屏幕上隐藏姓名、ID、出生日期、检查号和机构名称；报告和文件中仍保留。</translation>
    </message>
    <message>
        <source>In&amp;vert greys</source>
        <translation>灰度反相(&amp;V)</translation>
    </message>
    <message>
        <source>Make the image smaller about its centre.</source>
        <translation>以中心缩小图像。</translation>
    </message>
    <message>
        <source>Mirror &amp;top to bottom</source>
        <translation>上下镜像(&amp;T)</translation>
    </message>
    <message>
        <source>N&amp;otes on the series</source>
        <translation>序列提示(&amp;O)</translation>
    </message>
    <message>
        <source>Next &amp;series</source>
        <translation>下一序列(&amp;S)</translation>
    </message>
    <message>
        <source>Next &amp;unit: SUV, Bq/ml</source>
        <translation>下一单位：SUV、Bq/ml(&amp;U)</translation>
    </message>
    <message>
        <source>Next p&amp;hase</source>
        <translation>下一时相(&amp;H)</translation>
    </message>
    <message>
        <source>Next st&amp;udy</source>
        <translation>下一检查(&amp;U)</translation>
    </message>
    <message>
        <source>Only radiographs are turned and mirrored: in a cross-section left and right must stay where readers expect them.</source>
        <translation>只有 X 线片可以旋转和镜像：断层图像的左右必须保持在阅片者习惯的位置。</translation>
    </message>
    <message>
        <source>Previous phas&amp;e</source>
        <translation>上一时相(&amp;E)</translation>
    </message>
    <message>
        <source>Previous s&amp;eries</source>
        <translation>上一序列(&amp;E)</translation>
    </message>
    <message>
        <source>Previous stud&amp;y</source>
        <translation>上一检查(&amp;Y)</translation>
    </message>
    <message>
        <source>Put a half-drawn measurement or the tool away, leave a finding as it was; else undo windowing, zoom, pan and inversion. The slice stays.</source>
        <translation>放弃画到一半的测量、收起工具或放弃对发现的修改；否则恢复窗宽窗位、缩放、平移和反相。层面不变。</translation>
    </message>
    <message>
        <source>Put all of the image into the clipboard, no pixel lost, with what lies on it.</source>
        <translation>将整幅图像及其上的标记复制到剪贴板，不丢失任何像素。</translation>
    </message>
    <message>
        <source>Put the image into the clipboard as it is on the screen, with texts, measurements and the AI’s marks.</source>
        <translation>将图像按屏幕所见复制到剪贴板，包括文字、测量和 AI 标记。</translation>
    </message>
    <message>
        <source>Scroll one image back (mouse wheel up).</source>
        <translation>后退一幅图像（滚轮向上）。</translation>
    </message>
    <message>
        <source>Scroll one image on (mouse wheel down).</source>
        <translation>前进一幅图像（滚轮向下）。</translation>
    </message>
    <message>
        <source>Scroll ten images back.</source>
        <translation>后退十幅图像。</translation>
    </message>
    <message>
        <source>Scroll ten images on.</source>
        <translation>前进十幅图像。</translation>
    </message>
    <message>
        <source>Show a phase</source>
        <translation>显示某一时相</translation>
    </message>
    <message>
        <source>Show a scan with a tilted gantry as acquired, or resampled again.</source>
        <translation>机架倾斜的扫描按采集原样显示，或恢复重采样显示。</translation>
    </message>
    <message>
        <source>Show a series</source>
        <translation>显示序列</translation>
    </message>
    <message>
        <source>Show or hide the boxes of the AI. Hold Space to hide all of it.</source>
        <translation>显示或隐藏 AI 方框。按住空格键隐藏所有 AI 内容。</translation>
    </message>
    <message>
        <source>Show or hide what the image&apos;s own overlay planes draw on it.</source>
        <translation>显示或隐藏图像自带的叠加平面（60xx 组）。</translation>
    </message>
    <message>
        <source>Show the attributes of each image you scroll to, or stay with one.</source>
        <translation>显示翻到的每幅图像的属性，或停留在某一幅。</translation>
    </message>
    <message>
        <source>Show the next of the open studies.</source>
        <translation>显示下一个已打开的检查。</translation>
    </message>
    <message>
        <source>Show the next series of this study.</source>
        <translation>显示本次检查的下一序列。</translation>
    </message>
    <message>
        <source>Show the open study before this one.</source>
        <translation>显示上一个已打开的检查。</translation>
    </message>
    <message>
        <source>Show the previous series of this study.</source>
        <translation>显示本次检查的上一序列。</translation>
    </message>
    <message>
        <source>Show the same place at the next time, echo or b-value.</source>
        <translation>在下一个时相、回波或 b 值显示同一位置。</translation>
    </message>
    <message>
        <source>Show the same place at the time, echo or b-value before.</source>
        <translation>在上一个时相、回波或 b 值显示同一位置。</translation>
    </message>
    <message>
        <source>Show the whole image, centred.</source>
        <translation>居中显示整幅图像。</translation>
    </message>
    <message>
        <source>Show what stands in the file of this image; search and copy it.</source>
        <translation>显示当前图像文件中的全部属性；可搜索和复制。</translation>
    </message>
    <message>
        <source>Show where the evidence lay that the network used. Not a lesion outline.</source>
        <translation>显示网络所依据的证据位置。并非病灶轮廓。</translation>
    </message>
    <message>
        <source>Shutter o&amp;f the image</source>
        <translation>图像遮光板(&amp;F)</translation>
    </message>
    <message>
        <source>Slices as ac&amp;quired</source>
        <translation>按采集显示层面(&amp;Q)</translation>
    </message>
    <message>
        <source>Step through the three states of the texts around the image.</source>
        <translation>在图像周围文字的三种状态间切换。</translation>
    </message>
    <message>
        <source>Swap black and white.</source>
        <translation>黑白互换。</translation>
    </message>
    <message>
        <source>Tell uptake as SUV by body weight, lean body mass or body surface, or as it is stored.</source>
        <translation>以体重、瘦体重或体表面积 SUV 显示摄取值，或按存储单位显示。</translation>
    </message>
    <message>
        <source>Ten images back</source>
        <translation>后退十幅</translation>
    </message>
    <message>
        <source>Ten images on</source>
        <translation>前进十幅</translation>
    </message>
    <message>
        <source>Turn the radiograph clockwise; letters and marks turn along.</source>
        <translation>顺时针旋转 X 线片；方位字母和标记随之旋转。</translation>
    </message>
    <message>
        <source>Turn the radiograph counterclockwise; letters and marks turn along.</source>
        <translation>逆时针旋转 X 线片；方位字母和标记随之旋转。</translation>
    </message>
    <message>
        <source>What is missing, how it was split: dismiss it or bring it back.</source>
        <translation>缺少的内容与拆分方式：可关闭或重新显示。</translation>
    </message>
    <message>
        <source>Window preset {key}</source>
        <translation>预设窗 {key}</translation>
    </message>
    <message>
        <source>Zoom &amp;in</source>
        <translation>放大(&amp;I)</translation>
    </message>
    <message>
        <source>Zoom &amp;out</source>
        <translation>缩小(&amp;O)</translation>
    </message>
</context>
<context>
    <name>Viewport</name>
    <message>
        <source>Drag a series here</source>
        <translation>将序列拖到此处</translation>
    </message>
    <message>
        <source>Notes on this series</source>
        <translation>关于此序列的说明</translation>
    </message>
    <message>
        <source>Open a folder, or drop one here</source>
        <translation>打开文件夹，或将其拖放到此处</translation>
    </message>
    <message>
        <source>Resampled slices</source>
        <translation>重采样层面</translation>
    </message>
    <message>
        <source>Show all notes</source>
        <translation>显示全部提示</translation>
    </message>
    <message>
        <source>{note}  (+{more})</source>
        <translation>{note}  （另有 {more} 条）</translation>
    </message>
    <message>
        <source>⚠ Images of different patients are on screen.</source>
        <translation>⚠ 屏幕上有不同患者的图像。</translation>
    </message>
    <message>
        <source>⚠ Images of different patients are on screen: {patients}. Commands and the report mean the first.</source>
        <translation>⚠ 屏幕上有不同患者的图像：{patients}。命令和报告针对第一位患者。</translation>
    </message>
    <message>
        <source>⚠ SYNTHETIC – NOT A PATIENT. A model made images on screen; what is found on them can be exported as such, but never signed.</source>
        <translation>⚠ 合成图像 – 并非患者。屏幕上的图像由模型生成；其上的所见可作为合成图像导出，但绝不能签署。</translation>
    </message>
</context>
<context>
    <name>Volumes</name>
    <message>
        <source>Reading slices</source>
        <translation>正在读取层面</translation>
    </message>
    <message>
        <source>These images form no volume: their place in the patient is unknown or there is only one.</source>
        <translation>这些图像不能构成容积：其在患者体内的位置未知，或只有一幅。</translation>
    </message>
    <message>
        <source>{file} does not fit its series: its pixels have another size or are in colour. Export it again.</source>
        <translation>{file} 与其序列不符：像素尺寸不同或为彩色。请重新导出。</translation>
    </message>
</context>
<context>
    <name>Waveform</name>
    <message>
        <source>3 × 4 and rhythm</source>
        <translation>3 × 4 加节律导联</translation>
    </message>
    <message>
        <source>6 × 2</source>
        <translation>6 × 2</translation>
    </message>
    <message>
        <source>Curves</source>
        <translation>曲线</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>适合窗口</translation>
    </message>
    <message>
        <source>Group of leads</source>
        <translation>导联组</translation>
    </message>
    <message>
        <source>Group {n} does not say how it was sampled. Export the recording again where it was made.</source>
        <translation>第 {n} 组未说明采样方式。请在记录设备上重新导出该记录。</translation>
    </message>
    <message>
        <source>The samples of group {n} are missing or damaged. Export the recording again where it was made.</source>
        <translation>第 {n} 组的采样数据缺失或已损坏。请在记录设备上重新导出该记录。</translation>
    </message>
    <message>
        <source>Layout</source>
        <translation>布局</translation>
    </message>
    <message>
        <source>Lead the cursors measure</source>
        <translation>游标测量的导联</translation>
    </message>
    <message>
        <source>Marks</source>
        <translation>标注</translation>
    </message>
    <message>
        <source>Measured by MedViewer from the R peaks, not verified: heart rate {rate}/min, RR {mean} ms ({shortest}–{longest}), SDNN {spread} ms, {count} beats in {seconds} s.</source>
        <translation>由 MedViewer 根据 R 波峰测量，未经核实：心率 {rate}/分，RR 间期 {mean} ms（{shortest}–{longest}），SDNN {spread} ms，{seconds} 秒内 {count} 次心搏。</translation>
    </message>
    <message>
        <source>One row a lead</source>
        <translation>每导联一行</translation>
    </message>
    <message>
        <source>The file holds no curve. Export the recording again where it was made.</source>
        <translation>文件中没有曲线。请在记录设备上重新导出。</translation>
    </message>
    <message>
        <source>This is a sound: its curve is drawn, it is not played.</source>
        <translation>这是一段声音：已绘制其波形，但不能播放。</translation>
    </message>
    <message>
        <source>True size</source>
        <translation>实际大小</translation>
    </message>
    <message>
        <source>What was stated</source>
        <translation>记录所述</translation>
    </message>
</context>
<context>
    <name>Weights</name>
    <message>
        <source>The weights of {model} ({file}) are not those its card describes, so it was not run. Install MedViewer again, or train the model and take card and weights together.</source>
        <translation>{model} 的权重（{file}）与模型卡不符，因此未运行。请重新安装 MedViewer，或训练模型后将模型卡与权重一并更新。</translation>
    </message>
    <message>
        <source>The weights of {model} ({file}) cannot be read: {cause}. Install MedViewer again.</source>
        <translation>无法读取 {model} 的权重（{file}）：{cause}。请重新安装 MedViewer。</translation>
    </message>
    <message>
        <source>The weights of {model} are missing ({file}). Install MedViewer again.</source>
        <translation>缺少 {model} 的权重（{file}）。请重新安装 MedViewer。</translation>
    </message>
</context>
<context>
    <name>Welcome</name>
    <message>
        <source>Before you read</source>
        <translation>阅片之前</translation>
    </message>
    <message>
        <source>I understand</source>
        <translation>我明白</translation>
    </message>
    <message>
        <source>MedViewer has no CE mark and no FDA clearance. Do not base a diagnosis or a treatment on what it shows, measures or proposes.

What the AI says is a proposal with a score, never a finding by itself: it enters a report only when you accept it. Images stay on this computer.</source>
        <translation>MedViewer 没有 CE 标志，也未经 FDA 许可。请勿依据其显示、测量或建议作出诊断或治疗决定。

AI 给出的是带评分的建议，本身绝不是诊断所见：只有您接受后才会进入报告。图像保留在本机。</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>Welcome to MedViewer</source>
        <translation>欢迎使用 MedViewer</translation>
    </message>
</context>
<context>
    <name>Window</name>
    <message>
        <source>&amp;Panels</source>
        <translation>面板(&amp;P)</translation>
    </message>
    <message>
        <source>A MedViewer window that runs does not answer, so this is another one. What was not saved there may be lost if you end it.</source>
        <translation>已在运行的 MedViewer 窗口没有响应，因此另开了这个窗口。若强行结束那个窗口，其中未保存的内容可能丢失。</translation>
    </message>
    <message>
        <source>AI findings</source>
        <translation>AI 发现</translation>
    </message>
    <message>
        <source>All values of the image</source>
        <translation>图像的全部数值</translation>
    </message>
    <message>
        <source>Clinical context</source>
        <translation>临床资料</translation>
    </message>
    <message>
        <source>From the image</source>
        <translation>图像自带</translation>
    </message>
    <message>
        <source>From the image, {number}</source>
        <translation>图像自带 {number}</translation>
    </message>
    <message>
        <source>Image · MedViewer</source>
        <translation>图像 · MedViewer</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>图层</translation>
    </message>
    <message>
        <source>Measurements</source>
        <translation>测量</translation>
    </message>
    <message>
        <source>Panels</source>
        <translation>面板</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>报告</translation>
    </message>
    <message>
        <source>Studies</source>
        <translation>检查</translation>
    </message>
    <message>
        <source>{explanation} (image)</source>
        <translation>{explanation}（图像）</translation>
    </message>
    <message>
        <source>{explanation} (image, curve)</source>
        <translation>{explanation}（图像，曲线）</translation>
    </message>
    <message>
        <source>{explanation}, {number}</source>
        <translation>{explanation}，{number}</translation>
    </message>
</context>
<context>
    <name>Worker</name>
    <message>
        <source>The AI process ended unexpectedly (exit code {code}). Reading is not affected; run Analyze again to start a fresh one.</source>
        <translation>AI 进程意外终止（退出码 {code}）。阅片不受影响；重新分析即可启动新进程。</translation>
    </message>
    <message>
        <source>The AI process gave no sign of life for {seconds} s and was stopped. Reading is not affected; run Analyze again to start a fresh one.</source>
        <translation>AI 进程 {seconds} 秒无响应，已停止。阅片不受影响；重新分析即可启动新进程。</translation>
    </message>
    <message>
        <source>The analysis failed in a way MedViewer did not foresee. Reading is not affected; the log file has the details.</source>
        <translation>分析出现未预料的错误。阅片不受影响；详情见日志文件。</translation>
    </message>
</context>
</TS>
