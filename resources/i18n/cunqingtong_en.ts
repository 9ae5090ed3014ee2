<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US" sourcelanguage="zh_CN">
<context>
    <name>AccountDialog</name>
    <message>
        <source>修改账户</source>
        <translation>Change account</translation>
    </message>
    <message>
        <source>新账户</source>
        <translation>New account</translation>
    </message>
    <message>
        <source>账户名称</source>
        <translation>Name of the account</translation>
    </message>
    <message>
        <source>类型</source>
        <translation>Kind</translation>
    </message>
    <message>
        <source>开户行</source>
        <translation>Bank</translation>
    </message>
    <message>
        <source>账号末几位</source>
        <translation>End of the number</translation>
    </message>
    <message>
        <source>只填末 4 位</source>
        <translation>the last 4 digits only</translation>
    </message>
    <message>
        <source>开户日期</source>
        <translation>Opened on</translation>
    </message>
    <message>
        <source>会议决定日期</source>
        <translation>Decided on by the assembly</translation>
    </message>
    <message>
        <source>基本户、征地补偿款专户以外的账户要填</source>
        <translation>needed for any account but the basic and the land compensation one</translation>
    </message>
    <message>
        <source>报乡镇备案日期</source>
        <translation>Filed with the township on</translation>
    </message>
    <message>
        <source>备注</source>
        <translation>Note</translation>
    </message>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>保存</source>
        <translation>Save</translation>
    </message>
</context>
<context>
    <name>AgencyCases</name>
    <message>
        <source>■ {title}&#x3000;原件在{where}，收据 {receipt}</source>
        <translation>■ {title}&#x3000;original at {where}, receipt {receipt}</translation>
    </message>
    <message>
        <source>本季度办结 {done} 件：一次办结率 {once}（常办事项目标 {goal}%），按时 {on_time}，满意 {satisfied}，大约替大家少跑 {spared} 趟。</source>
        <translation>Done this quarter: {done}. At once {once} (aim for common items {goal}%), in time {on_time}, satisfied {satisfied}, about {spared} trips spared.</translation>
    </message>
    <message>
        <source>档案里登记了、户籍窗口还没办的 {n} 件：{names}。</source>
        <translation>In the register but not yet at the police: {n} ({names}).</translation>
    </message>
    <message>
        <source>今天</source>
        <translation>Today</translation>
    </message>
    <message>
        <source>找：姓名、事项、编号</source>
        <translation>Find by name, service or number</translation>
    </message>
    <message>
        <source>立件</source>
        <translation>Open a case</translation>
    </message>
    <message>
        <source>今日清单…</source>
        <translation>Today&apos;s list…</translation>
    </message>
    <message>
        <source>统计…</source>
        <translation>Figures…</translation>
    </message>
    <message>
        <source>户籍变动</source>
        <translation>Changes to report</translation>
    </message>
    <message>
        <source>只看哪位代办员的</source>
        <translation>Cases of which agent</translation>
    </message>
    <message>
        <source>代办件</source>
        <translation>Cases</translation>
    </message>
    <message>
        <source>全部代办员</source>
        <translation>All agents</translation>
    </message>
    <message>
        <source>材料</source>
        <translation>Papers</translation>
    </message>
    <message>
        <source>便民服务点</source>
        <translation>the service point</translation>
    </message>
    <message>
        <source>收材料…</source>
        <translation>Take papers…</translation>
    </message>
    <message>
        <source>已立件。</source>
        <translation>The case is open.</translation>
    </message>
    <message>
        <source>打印进度单</source>
        <translation>Print the slip</translation>
    </message>
    <message>
        <source>原件收据</source>
        <translation>Receipt for originals</translation>
    </message>
    <message>
        <source>哪些</source>
        <translation>Which</translation>
    </message>
    <message>
        <source>退还原件</source>
        <translation>Give originals back</translation>
    </message>
    <message>
        <source>已退还</source>
        <translation>Given back</translation>
    </message>
    <message>
        <source>请领取人在收据的村里一联签字。</source>
        <translation>Please let the person sign on the village&apos;s part of the receipt.</translation>
    </message>
    <message>
        <source>原件由办理单位收存</source>
        <translation>Originals kept by the office</translation>
    </message>
    <message>
        <source>登记</source>
        <translation>Enter</translation>
    </message>
    <message>
        <source>例如换新证时交回的旧证。</source>
        <translation>Such as an old card that is handed in for a new one.</translation>
    </message>
    <message>
        <source>材料免交</source>
        <translation>Papers not needed</translation>
    </message>
    <message>
        <source>免交</source>
        <translation>Not needed</translation>
    </message>
    <message>
        <source>窗口能联网核查、或者用承诺书代替的，不用本人再跑。</source>
        <translation>What the office can look up, or a promise can replace, spares the person a trip.</translation>
    </message>
    <message>
        <source>加一份材料</source>
        <translation>One more paper</translation>
    </message>
    <message>
        <source>还要什么材料？</source>
        <translation>Which paper is needed as well?</translation>
    </message>
    <message>
        <source>加上</source>
        <translation>Add</translation>
    </message>
    <message>
        <source>委托书已签</source>
        <translation>Proxy letter signed</translation>
    </message>
    <message>
        <source>签好的委托书请扫描放进附件。</source>
        <translation>Please keep a scan of the signed letter as an attachment.</translation>
    </message>
    <message>
        <source>签字日期</source>
        <translation>Signed on</translation>
    </message>
    <message>
        <source>见证人</source>
        <translation>Witness</translation>
    </message>
    <message>
        <source>报送</source>
        <translation>Hand in</translation>
    </message>
    <message>
        <source>已报送</source>
        <translation>Handed in</translation>
    </message>
    <message>
        <source>报送到</source>
        <translation>Handed in at</translation>
    </message>
    <message>
        <source>日期</source>
        <translation>Day</translation>
    </message>
    <message>
        <source>跑腿</source>
        <translation>Trip</translation>
    </message>
    <message>
        <source>代办员去跑了一趟</source>
        <translation>The agent made a trip</translation>
    </message>
    <message>
        <source>窗口受理</source>
        <translation>Accepted by the office</translation>
    </message>
    <message>
        <source>期限从受理那天算；窗口写明日期的，照写。</source>
        <translation>The term counts from this day; if the office named a day, write that.</translation>
    </message>
    <message>
        <source>受理日期</source>
        <translation>Accepted on</translation>
    </message>
    <message>
        <source>窗口答应的日期</source>
        <translation>Day promised</translation>
    </message>
    <message>
        <source>受理编号</source>
        <translation>Number of acceptance</translation>
    </message>
    <message>
        <source>退回补正</source>
        <translation>Sent back</translation>
    </message>
    <message>
        <source>为什么退回</source>
        <translation>Why it was sent back</translation>
    </message>
    <message>
        <source>还要哪些材料（一行一份）</source>
        <translation>Papers wanted (one a line)</translation>
    </message>
    <message>
        <source>办成了</source>
        <translation>Granted</translation>
    </message>
    <message>
        <source>登记结果</source>
        <translation>Record the result</translation>
    </message>
    <message>
        <source>结果日期</source>
        <translation>Day of the result</translation>
    </message>
    <message>
        <source>结果</source>
        <translation>Results</translation>
    </message>
    <message>
        <source>当场办结</source>
        <translation>Settle here</translation>
    </message>
    <message>
        <source>办结</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>送达</source>
        <translation>Deliver</translation>
    </message>
    <message>
        <source>已送达</source>
        <translation>Delivered</translation>
    </message>
    <message>
        <source>可以先打印送达回执请本人签字。</source>
        <translation>You may print the receipt first and have it signed.</translation>
    </message>
    <message>
        <source>怎么送达</source>
        <translation>How</translation>
    </message>
    <message>
        <source>谁收下</source>
        <translation>Taken by</translation>
    </message>
    <message>
        <source>本人评价</source>
        <translation>The person&apos;s rating</translation>
    </message>
    <message>
        <source>本人为这次又跑了一趟</source>
        <translation>The person made one more trip for it</translation>
    </message>
    <message>
        <source>不予办理</source>
        <translation>Refused</translation>
    </message>
    <message>
        <source>原因</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>接下来怎么办</source>
        <translation>What to do now</translation>
    </message>
    <message>
        <source>评价</source>
        <translation>Rating</translation>
    </message>
    <message>
        <source>本人撤回</source>
        <translation>Withdrawn by the person</translation>
    </message>
    <message>
        <source>为什么撤回？</source>
        <translation>Why is it withdrawn?</translation>
    </message>
    <message>
        <source>撤回</source>
        <translation>Withdraw</translation>
    </message>
    <message>
        <source>备注</source>
        <translation>Note</translation>
    </message>
    <message>
        <source>记一笔：</source>
        <translation>Write down:</translation>
    </message>
    <message>
        <source>记下</source>
        <translation>Write down</translation>
    </message>
    <message>
        <source>记一趟跑腿</source>
        <translation>Record a trip</translation>
    </message>
    <message>
        <source>去哪里不填就是来便民服务点。</source>
        <translation>Leave the place empty for the service point.</translation>
    </message>
    <message>
        <source>谁跑</source>
        <translation>Who</translation>
    </message>
    <message>
        <source>去哪里</source>
        <translation>Where to</translation>
    </message>
    <message>
        <source>做什么</source>
        <translation>What for</translation>
    </message>
    <message>
        <source>删去一趟跑腿</source>
        <translation>Remove a trip</translation>
    </message>
    <message>
        <source>删去</source>
        <translation>Remove</translation>
    </message>
    <message>
        <source>哪一趟</source>
        <translation>Which trip</translation>
    </message>
    <message>
        <source>进度页的话</source>
        <translation>Words for the progress page</translation>
    </message>
    <message>
        <source>保存</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>有编号和查询码的人看得到。不写姓名、电话、证件号。</source>
        <translation>Whoever has number and code reads it. No names, telephones or ID numbers.</translation>
    </message>
    <message>
        <source>进度说明</source>
        <translation>Words</translation>
    </message>
    <message>
        <source>出生带入档案</source>
        <translation>Birth into the register</translation>
    </message>
    <message>
        <source>登记出生</source>
        <translation>Record the birth</translation>
    </message>
    <message>
        <source>照办好的户口簿核对。</source>
        <translation>Please compare with the new household booklet.</translation>
    </message>
    <message>
        <source>入哪一户</source>
        <translation>Household</translation>
    </message>
    <message>
        <source>姓名</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>性别</source>
        <translation>Sex</translation>
    </message>
    <message>
        <source>出生日期</source>
        <translation>Date of birth</translation>
    </message>
    <message>
        <source>与户主关系</source>
        <translation>Relation to the head</translation>
    </message>
    <message>
        <source>身份证号</source>
        <translation>ID number</translation>
    </message>
    <message>
        <source>死亡带入档案</source>
        <translation>Death into the register</translation>
    </message>
    <message>
        <source>迁出带入档案</source>
        <translation>Move-out into the register</translation>
    </message>
    <message>
        <source>本人离开所在的户，档案和历史保留。</source>
        <translation>The person leaves the household; records and history stay.</translation>
    </message>
    <message>
        <source>户口迁出本村。档案和历史保留，承包关系不变。</source>
        <translation>The hukou leaves the village. Records and history stay, contracts as well.</translation>
    </message>
    <message>
        <source>是谁</source>
        <translation>Who</translation>
    </message>
    <message>
        <source>办理告知单</source>
        <translation>What to bring</translation>
    </message>
    <message>
        <source>代办统计</source>
        <translation>Figures of services</translation>
    </message>
    <message>
        <source>预览</source>
        <translation>Preview</translation>
    </message>
    <message>
        <source>公开用的在“三务公开”里制作 V35 便民服务。</source>
        <translation>The public sheet is V35 under Disclosure.</translation>
    </message>
    <message>
        <source>从</source>
        <translation>From</translation>
    </message>
    <message>
        <source>到</source>
        <translation>To</translation>
    </message>
    <message>
        <source>期限</source>
        <translation>Due</translation>
    </message>
    <message>
        <source>事项</source>
        <translation>Matter</translation>
    </message>
    <message>
        <source>申请人</source>
        <translation>Applicant</translation>
    </message>
    <message>
        <source>办到哪一步</source>
        <translation>State</translation>
    </message>
    <message>
        <source>代办员</source>
        <translation>Agent</translation>
    </message>
    <message>
        <source>原件</source>
        <translation>Originals</translation>
    </message>
    <message>
        <source>编号</source>
        <translation>Number</translation>
    </message>
    <message>
        <source>期限 {day}，还有 {n} 天</source>
        <translation>Due {day}, {n} days left</translation>
    </message>
    <message>
        <source>期限 {day}，就是今天</source>
        <translation>Due {day}, today</translation>
    </message>
    <message>
        <source>期限 {day}，超了 {n} 天</source>
        <translation>Due {day}, {n} days late</translation>
    </message>
    <message>
        <source>办理记录</source>
        <translation>Progress</translation>
    </message>
    <message>
        <source>需要时</source>
        <translation>if needed</translation>
    </message>
    <message>
        <source>本季度还没有办结的。</source>
        <translation>Nothing done this quarter yet.</translation>
    </message>
    <message>
        <source>没有选中代办件</source>
        <translation>No case chosen</translation>
    </message>
    <message>
        <source>更多…</source>
        <translation>More…</translation>
    </message>
    <message>
        <source>附件…</source>
        <translation>Attachments…</translation>
    </message>
    <message>
        <source>进度单</source>
        <translation>Progress slip</translation>
    </message>
    <message>
        <source>打印…</source>
        <translation>Print…</translation>
    </message>
    <message>
        <source>以后不再提醒。</source>
        <translation>It is not reminded of again.</translation>
    </message>
    <message>
        <source>已办好</source>
        <translation>Done already</translation>
    </message>
    <message>
        <source>原件一起交上去了</source>
        <translation>The originals went along</translation>
    </message>
    <message>
        <source>如证号尾号、补助金额；可以不填</source>
        <translation>Such as the end of a card number, or the amount; may stay empty</translation>
    </message>
    <message>
        <source>还有原件没有退还。</source>
        <translation>Originals are still here.</translation>
    </message>
    <message>
        <source>补什么材料、找哪个单位、怎样申诉</source>
        <translation>Which paper, which office, how to appeal</translation>
    </message>
    <message>
        <source>移交代办员</source>
        <translation>Hand over to an agent</translation>
    </message>
    <message>
        <source>移交</source>
        <translation>Handed over</translation>
    </message>
    <message>
        <source>交给</source>
        <translation>To</translation>
    </message>
    <message>
        <source>为什么</source>
        <translation>Why</translation>
    </message>
    <message>
        <source>男</source>
        <translation>Male</translation>
    </message>
    <message>
        <source>女</source>
        <translation>Female</translation>
    </message>
    <message>
        <source>如 长子、孙女</source>
        <translation>Such as eldest son, granddaughter</translation>
    </message>
    <message>
        <source>有了再填</source>
        <translation>Once there is one</translation>
    </message>
    <message>
        <source>死亡日期</source>
        <translation>Date of death</translation>
    </message>
    <message>
        <source>迁出日期</source>
        <translation>Moved out on</translation>
    </message>
    <message>
        <source>迁往何处</source>
        <translation>Moved to</translation>
    </message>
    <message>
        <source>今日清单</source>
        <translation>Today&apos;s list</translation>
    </message>
    <message>
        <source>超 {n} 天</source>
        <translation>{n} days late</translation>
    </message>
    <message>
        <source>要办的</source>
        <translation>To do</translation>
    </message>
    <message>
        <source>等结果</source>
        <translation>Waiting</translation>
    </message>
    <message>
        <source>全部在办</source>
        <translation>All open</translation>
    </message>
    <message>
        <source>还没有办结的</source>
        <translation>Nothing is done yet</translation>
    </message>
    <message>
        <source>没有代办件</source>
        <translation>No cases</translation>
    </message>
    <message>
        <source>有人来办事，按 Ctrl+N 立件；要带什么、多久办好，程序当场告诉。</source>
        <translation>When somebody asks, open a case with Ctrl+N; what to bring and how long it takes is told at once.</translation>
    </message>
    <message>
        <source>看档案</source>
        <translation>See register</translation>
    </message>
    <message>
        <source>当场办结…</source>
        <translation>Settle here…</translation>
    </message>
    <message>
        <source>报送…</source>
        <translation>Hand in…</translation>
    </message>
    <message>
        <source>办成了…</source>
        <translation>Granted…</translation>
    </message>
    <message>
        <source>窗口受理…</source>
        <translation>Accepted…</translation>
    </message>
    <message>
        <source>退回补正…</source>
        <translation>Sent back…</translation>
    </message>
    <message>
        <source>送达…</source>
        <translation>Deliver…</translation>
    </message>
    <message>
        <source>带入档案…</source>
        <translation>Into the register…</translation>
    </message>
    <message>
        <source>退还原件…</source>
        <translation>Give originals back…</translation>
    </message>
    <message>
        <source>评价…</source>
        <translation>Rate…</translation>
    </message>
    <message>
        <source>归档</source>
        <translation>Archive</translation>
    </message>
    <message>
        <source>记一趟跑腿…</source>
        <translation>Record a trip…</translation>
    </message>
    <message>
        <source>写进度页的话…</source>
        <translation>Words for the progress page…</translation>
    </message>
    <message>
        <source>备注…</source>
        <translation>Note…</translation>
    </message>
    <message>
        <source>看任务</source>
        <translation>Task</translation>
    </message>
    <message>
        <source>委托书</source>
        <translation>Proxy letter</translation>
    </message>
    <message>
        <source>送达回执</source>
        <translation>Receipt of delivery</translation>
    </message>
    <message>
        <source>交给谁</source>
        <translation>Given to</translation>
    </message>
    <message>
        <source>谁收存、为什么</source>
        <translation>Who keeps it, and why</translation>
    </message>
    <message>
        <source>为什么免交</source>
        <translation>Why it is not needed</translation>
    </message>
    <message>
        <source>全部</source>
        <translation>All</translation>
    </message>
    <message>
        <source>没有找到“{text}”</source>
        <translation>Nothing found for “{text}”</translation>
    </message>
    <message>
        <source>删去一趟跑腿…</source>
        <translation>Remove a trip…</translation>
    </message>
    <message>
        <source>加一份材料…</source>
        <translation>One more paper…</translation>
    </message>
    <message>
        <source>材料免交…</source>
        <translation>Papers not needed…</translation>
    </message>
    <message>
        <source>原件由办理单位收存…</source>
        <translation>Originals kept by the office…</translation>
    </message>
    <message>
        <source>移交代办员…</source>
        <translation>Hand over to an agent…</translation>
    </message>
    <message>
        <source>不予办理…</source>
        <translation>Refused…</translation>
    </message>
    <message>
        <source>本人撤回…</source>
        <translation>Withdrawn…</translation>
    </message>
    <message>
        <source>代办</source>
        <translation>Services</translation>
    </message>
    <message>
        <source>{names} 的{kind}，家里自己去办好了？</source>
        <translation>{kind} of {names}: did the family report it itself?</translation>
    </message>
    <message>
        <source>{day}&#x3000;{who}&#x3000;{place}&#x3000;{reason}</source>
        <translation>{day}  {who}  {place}  {reason}</translation>
    </message>
    <message>
        <source>登记出生…</source>
        <translation>Record the birth…</translation>
    </message>
    <message>
        <source>登记死亡…</source>
        <translation>Record the death…</translation>
    </message>
    <message>
        <source>登记迁出…</source>
        <translation>Record the move-out…</translation>
    </message>
    <message>
        <source>迁入、分户：到民情档案里办</source>
        <translation>Arrival or split: in the register</translation>
    </message>
    <message>
        <source>请写清从哪天到哪天，例如 2026-01-01。</source>
        <translation>Please write both days, such as 2026-01-01.</translation>
    </message>
    <message>
        <source>要本人做：{what}</source>
        <translation>Only the person can: {what}</translation>
    </message>
    <message>
        <source>接下来：{text}</source>
        <translation>Now: {text}</translation>
    </message>
    <message>
        <source>进度页上写着：{text}</source>
        <translation>On the progress page: {text}</translation>
    </message>
    <message>
        <source>委托书已签…</source>
        <translation>Proxy letter signed…</translation>
    </message>
    <message>
        <source>&#x3000;&#x3000;家里自己办好了…</source>
        <translation>&#x3000;&#x3000;The family did it itself…</translation>
    </message>
    <message>
        <source>已在档案登记：{kind} {names} {day}</source>
        <translation>In the register already: {kind} {names} {day}</translation>
    </message>
    <message>
        <source>查询码 {code}</source>
        <translation>code {code}</translation>
    </message>
    <message>
        <source>代办员：{name}</source>
        <translation>Agent: {name}</translation>
    </message>
    <message>
        <source>本人跑 {a} 趟，代办跑 {b} 趟</source>
        <translation>trips: person {a}, agent {b}</translation>
    </message>
    <message>
        <source>没有指定</source>
        <translation>nobody named</translation>
    </message>
    <message>
        <source>代办：{kind} {names}…</source>
        <translation>Open a case: {kind} {names}…</translation>
    </message>
</context>
<context>
    <name>AgencyScreen</name>
    <message>
        <source>在办</source>
        <translation>Under way</translation>
    </message>
    <message>
        <source>预约</source>
        <translation>Bookings</translation>
    </message>
    <message>
        <source>原件</source>
        <translation>Originals</translation>
    </message>
    <message>
        <source>办结</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>事项目录</source>
        <translation>Catalogue</translation>
    </message>
    <message>
        <source>代办员</source>
        <translation>Agent</translation>
    </message>
    <message>
        <source>代办</source>
        <translation>Services</translation>
    </message>
    <message>
        <source>代办立件</source>
        <translation>Open a case</translation>
    </message>
    <message>
        <source>网上约办</source>
        <translation>Bookings</translation>
    </message>
    <message>
        <source>没有退还的原件</source>
        <translation>Originals not given back</translation>
    </message>
    <message>
        <source>代办事项目录</source>
        <translation>Catalogue of services</translation>
    </message>
    <message>
        <source>代办员今日清单</source>
        <translation>Agent&apos;s list of today</translation>
    </message>
    <message>
        <source>代办统计</source>
        <translation>Figures of services</translation>
    </message>
</context>
<context>
    <name>AgencySheets</name>
    <message>
        <source>办理告知单</source>
        <translation>What to bring</translation>
    </message>
    <message>
        <source>交给来问的人，照单备齐一次就能办。</source>
        <translation>For whoever asks: with everything on it, one visit is enough.</translation>
    </message>
    <message>
        <source>代办事项一览</source>
        <translation>List of services</translation>
    </message>
    <message>
        <source>贴在便民服务点。</source>
        <translation>For the wall of the service point.</translation>
    </message>
    <message>
        <source>代办进度单</source>
        <translation>Progress slip</translation>
    </message>
    <message>
        <source>交给本人，凭编号和查询码查进度。</source>
        <translation>For the person, to ask with number and code.</translation>
    </message>
    <message>
        <source>原件收据</source>
        <translation>Receipt for originals</translation>
    </message>
    <message>
        <source>一张两联：上联交本人，下联村里留存，退还时签收。</source>
        <translation>Two parts: the upper for the person, the lower for the village, signed when the papers go back.</translation>
    </message>
    <message>
        <source>委托书</source>
        <translation>Proxy letter</translation>
    </message>
    <message>
        <source>一式两份，本人签字，签好在“更多”里登记。</source>
        <translation>Two copies, to be signed; record it under “More” afterwards.</translation>
    </message>
    <message>
        <source>代办结果送达回执</source>
        <translation>Receipt of delivery</translation>
    </message>
    <message>
        <source>交给本人时签字，村里留存。</source>
        <translation>Signed at the handover; the village keeps it.</translation>
    </message>
    <message>
        <source>代办员今日清单</source>
        <translation>Agent&apos;s list of today</translation>
    </message>
    <message>
        <source>带着走，回来登记。</source>
        <translation>Take it along and enter it afterwards.</translation>
    </message>
    <message>
        <source>便民服务代办情况统计</source>
        <translation>Figures of agency services</translation>
    </message>
    <message>
        <source>截至现在的记录；打印会记下截止时间和件数。</source>
        <translation>As of now; the print is logged with its moment and the number of cases.</translation>
    </message>
</context>
<context>
    <name>AgencyTerms</name>
    <message>
        <source>交齐材料当天</source>
        <translation>the same day, with all papers</translation>
    </message>
    <message>
        <source>{n}个月</source>
        <translation>{n} months</translation>
    </message>
    <message>
        <source>{n}天</source>
        <translation>{n} days</translation>
    </message>
    <message>
        <source>{n}个工作日</source>
        <translation>{n} working days</translation>
    </message>
    <message>
        <source>，</source>
        <translation>, </translation>
    </message>
    <message>
        <source>出生后{term}以内</source>
        <translation>within {term} of the birth</translation>
    </message>
    <message>
        <source>死亡后{term}以内</source>
        <translation>within {term} of the death</translation>
    </message>
    <message>
        <source>迁到后{term}以内</source>
        <translation>within {term} of the arrival</translation>
    </message>
    <message>
        <source>满十六周岁后{term}以内</source>
        <translation>within {term} of the 16th birthday</translation>
    </message>
</context>
<context>
    <name>AgendaDialog</name>
    <message>
        <source>走访议程</source>
        <translation>Visit agenda</translation>
    </message>
    <message>
        <source>打印议程…</source>
        <translation>Print agenda…</translation>
    </message>
    <message>
        <source>关闭</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>谁的证件</source>
        <translation>Whose paper</translation>
    </message>
    <message>
        <source>证件</source>
        <translation>Paper</translation>
    </message>
    <message>
        <source>到期日，如 2027-03-01</source>
        <translation>Runs out on, such as 2027-03-01</translation>
    </message>
    <message>
        <source>登记到期日</source>
        <translation>Enter the day</translation>
    </message>
    <message>
        <source>证件到期</source>
        <translation>Paper runs out</translation>
    </message>
    <message>
        <source>{name}户</source>
        <translation>Household of {name}</translation>
    </message>
    <message>
        <source>（无户主）</source>
        <translation>(no head)</translation>
    </message>
    <message>
        <source>上次走访 {day}</source>
        <translation>Last visit {day}</translation>
    </message>
    <message>
        <source>没有走访记录</source>
        <translation>No visit on record</translation>
    </message>
    <message>
        <source>{n} 人</source>
        <translation>{n} people</translation>
    </message>
    <message>
        <source>没有到期和没办完的事。</source>
        <translation>Nothing is due or open.</translation>
    </message>
    <message>
        <source>证件号码、电话已遮盖；带去走访，用后交回或销毁。</source>
        <translation>Numbers are masked; take it along, then hand it back or destroy it.</translation>
    </message>
    <message>
        <source>请写到期的年月日，如 2027-03-01。</source>
        <translation>Please type the full day, such as 2027-03-01.</translation>
    </message>
</context>
<context>
    <name>AgendaPage</name>
    <message>
        <source>议程</source>
        <translation>Agenda</translation>
    </message>
    <message>
        <source>还没有议题。按“新增议题”写明讨论什么、要不要表决。</source>
        <translation>No items yet. Press “New item” to say what is discussed and whether it is voted on.</translation>
    </message>
    <message>
        <source>新增议题…</source>
        <translation>New item…</translation>
    </message>
    <message>
        <source>记录和表决…</source>
        <translation>Minutes and vote…</translation>
    </message>
    <message>
        <source>上移</source>
        <translation>Move up</translation>
    </message>
    <message>
        <source>下移</source>
        <translation>Move down</translation>
    </message>
    <message>
        <source>删除</source>
        <translation>Delete</translation>
    </message>
    <message>
        <source>转成任务…</source>
        <translation>Make a task…</translation>
    </message>
    <message>
        <source>民主评议票数…</source>
        <translation>Appraisal ballots…</translation>
    </message>
    <message>
        <source>起草决议公告</source>
        <translation>Draft notices of decisions</translation>
    </message>
    <message>
        <source>序号</source>
        <translation>No.</translation>
    </message>
    <message>
        <source>议题</source>
        <translation>Item</translation>
    </message>
    <message>
        <source>汇报人</source>
        <translation>Reported by</translation>
    </message>
    <message>
        <source>表决</source>
        <translation>Vote</translation>
    </message>
    <message>
        <source>决议</source>
        <translation>Resolution</translation>
    </message>
    <message>
        <source>四议两公开</source>
        <translation>Major matter</translation>
    </message>
    <message>
        <source>任务</source>
        <translation>Task</translation>
    </message>
    <message>
        <source>不表决</source>
        <translation>No vote</translation>
    </message>
    <message>
        <source>已转</source>
        <translation>Made</translation>
    </message>
    <message>
        <source>查看任务</source>
        <translation>Show the task</translation>
    </message>
</context>
<context>
    <name>AgentsPage</name>
    <message>
        <source>登记代办员</source>
        <translation>Add an agent</translation>
    </message>
    <message>
        <source>代办员</source>
        <translation>Agent</translation>
    </message>
    <message>
        <source>分工</source>
        <translation>Items of an agent</translation>
    </message>
    <message>
        <source>保存</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>事项</source>
        <translation>Matter</translation>
    </message>
    <message>
        <source>移交代办件</source>
        <translation>Hand over cases</translation>
    </message>
    <message>
        <source>移交</source>
        <translation>Hand over</translation>
    </message>
    <message>
        <source>交给</source>
        <translation>To</translation>
    </message>
    <message>
        <source>为什么</source>
        <translation>Why</translation>
    </message>
    <message>
        <source>在岗</source>
        <translation>At work</translation>
    </message>
    <message>
        <source>在办</source>
        <translation>Under way</translation>
    </message>
    <message>
        <source>时间</source>
        <translation>Time</translation>
    </message>
    <message>
        <source>不在时找</source>
        <translation>Stand-in</translation>
    </message>
    <message>
        <source>服务点</source>
        <translation>Service point</translation>
    </message>
    <message>
        <source>还没有代办员</source>
        <translation>No agents yet</translation>
    </message>
    <message>
        <source>按 Ctrl+N 登记谁办哪些事、什么时间在。</source>
        <translation>Write down with Ctrl+N who does what and when.</translation>
    </message>
    <message>
        <source>没有选中代办员</source>
        <translation>No agent chosen</translation>
    </message>
    <message>
        <source>全部事项</source>
        <translation>all services</translation>
    </message>
    <message>
        <source>姓名</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>电话</source>
        <translation>Telephone</translation>
    </message>
    <message>
        <source>电脑账户</source>
        <translation>Account</translation>
    </message>
    <message>
        <source>从</source>
        <translation>From</translation>
    </message>
    <message>
        <source>到</source>
        <translation>To</translation>
    </message>
    <message>
        <source>{name}只办打√的；一项都不选就是全部。</source>
        <translation>{name} does only what is ticked; nothing ticked means all.</translation>
    </message>
    <message>
        <source>{name}手上的 {n} 件全部交出去，每一件的记录里都写明。</source>
        <translation>All {n} cases of {name} go over; the record of each says so.</translation>
    </message>
    <message>
        <source>不在岗</source>
        <translation>Away</translation>
    </message>
    <message>
        <source>今日清单…</source>
        <translation>Today&apos;s list…</translation>
    </message>
    <message>
        <source>修改…</source>
        <translation>Change…</translation>
    </message>
    <message>
        <source>分工…</source>
        <translation>Items…</translation>
    </message>
    <message>
        <source>如 周一至周五上午</source>
        <translation>Such as Monday to Friday mornings</translation>
    </message>
    <message>
        <source>村便民服务点</source>
        <translation>Village service point</translation>
    </message>
    <message>
        <source>办：{items}</source>
        <translation>Does: {items}</translation>
    </message>
    <message>
        <source>手上 {n} 件</source>
        <translation>{n} cases in hand</translation>
    </message>
    <message>
        <source>移交手上的…</source>
        <translation>Hand over all…</translation>
    </message>
    <message>
        <source>电话：{phone}</source>
        <translation>Telephone: {phone}</translation>
    </message>
    <message>
        <source>不在时找 {name}</source>
        <translation>While away: {name}</translation>
    </message>
    <message>
        <source>从 {first} 到 {last}</source>
        <translation>From {first} to {last}</translation>
    </message>
    <message>
        <source>从 {first} 起</source>
        <translation>Since {first}</translation>
    </message>
</context>
<context>
    <name>AidDialog</name>
    <message>
        <source>也显示已停发的</source>
        <translation>Show stopped ones as well</translation>
    </message>
    <message>
        <source>救助</source>
        <translation>Aid</translation>
    </message>
    <message>
        <source>救助种类</source>
        <translation>Kind of aid</translation>
    </message>
    <message>
        <source>救助对象</source>
        <translation>Recipients of aid</translation>
    </message>
    <message>
        <source>户</source>
        <translation>Household</translation>
    </message>
    <message>
        <source>保障人口</source>
        <translation>People</translation>
    </message>
    <message>
        <source>月保障金额（元）</source>
        <translation>Yuan a month</translation>
    </message>
    <message>
        <source>从哪个月起</source>
        <translation>From month</translation>
    </message>
    <message>
        <source>变动</source>
        <translation>Change</translation>
    </message>
    <message>
        <source>困难类别</source>
        <translation>Class of hardship</translation>
    </message>
    <message>
        <source>如 2026-07</source>
        <translation>such as 2026-07</translation>
    </message>
    <message>
        <source>停发…</source>
        <translation>Stop…</translation>
    </message>
    <message>
        <source>按 Enter 修改选中的一条。待遇变了请新登记一条“调整”，原来的会自动结束。</source>
        <translation>Press Enter to edit the chosen one. If the amount changes, enter a new “Adjusted” one; the former ends by itself.</translation>
    </message>
    <message>
        <source>人</source>
        <translation>Person</translation>
    </message>
    <message>
        <source>金额（元）</source>
        <translation>Amount (yuan)</translation>
    </message>
    <message>
        <source>发放月份</source>
        <translation>Month paid</translation>
    </message>
    <message>
        <source>也显示以前发放的</source>
        <translation>Also show earlier payments</translation>
    </message>
    <message>
        <source>姓名</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>新增</source>
        <translation>New</translation>
    </message>
    <message>
        <source>续保</source>
        <translation>Continued</translation>
    </message>
    <message>
        <source>调整</source>
        <translation>Changed</translation>
    </message>
    <message>
        <source>停发</source>
        <translation>Stopped</translation>
    </message>
    <message>
        <source>组</source>
        <translation>Group</translation>
    </message>
    <message>
        <source>发到</source>
        <translation>Paid until</translation>
    </message>
    <message>
        <source>共 {count} 笔，金额 {amount} 元</source>
        <translation>{count} payments, {amount} yuan</translation>
    </message>
    <message>
        <source>本月在保 {count} 户 {people} 人，保障金 {amount} 元</source>
        <translation>This month {count} households, {people} people, {amount} yuan</translation>
    </message>
    <message>
        <source>{name}户</source>
        <translation>Household of {name}</translation>
    </message>
    <message>
        <source>登记这一户</source>
        <translation>Register household</translation>
    </message>
    <message>
        <source>登记这个人</source>
        <translation>Enter this person</translation>
    </message>
    <message>
        <source>保存修改</source>
        <translation>Save changes</translation>
    </message>
    <message>
        <source>“{name}”从哪个月起不再发放？如 2026-08。</source>
        <translation>From which month is nothing paid to “{name}”? Such as 2026-08.</translation>
    </message>
</context>
<context>
    <name>AlertsPage</name>
    <message>
        <source>例如 3:10、昨天 22:30</source>
        <translation>For example 3:10</translation>
    </message>
    <message>
        <source>登记预警</source>
        <translation>Add alert</translation>
    </message>
    <message>
        <source>预警列表</source>
        <translation>List of alerts</translation>
    </message>
    <message>
        <source>现在没有预警</source>
        <translation>No alert now</translation>
    </message>
    <message>
        <source>接到暴雨、台风、寒潮、高温、火险预警时登记，该巡的点按小时排出来。</source>
        <translation>Add one when a warning of rain, typhoon, cold, heat or fire comes; sites are then due by the hour.</translation>
    </message>
    <message>
        <source>还没有解除</source>
        <translation>Not ended yet</translation>
    </message>
    <message>
        <source>保存</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>预警</source>
        <translation>Alert</translation>
    </message>
    <message>
        <source>颜色</source>
        <translation>Colours</translation>
    </message>
    <message>
        <source>开始</source>
        <translation>Begins</translation>
    </message>
    <message>
        <source>解除</source>
        <translation>End</translation>
    </message>
    <message>
        <source>几小时一次</source>
        <translation>Every so many hours</translation>
    </message>
    <message>
        <source>来源</source>
        <translation>Source</translation>
    </message>
    <message>
        <source>内容</source>
        <translation>Content</translation>
    </message>
    <message>
        <source>解除预警</source>
        <translation>End alert</translation>
    </message>
    <message>
        <source>解除以后，该巡的点还要再巡一次。</source>
        <translation>After the end the sites are patrolled once more.</translation>
    </message>
    <message>
        <source>解除时间</source>
        <translation>Ended at</translation>
    </message>
    <message>
        <source>间隔</source>
        <translation>Every</translation>
    </message>
    <message>
        <source>没有选中预警</source>
        <translation>No alert chosen</translation>
    </message>
    <message>
        <source>看巡查</source>
        <translation>Patrols</translation>
    </message>
    <message>
        <source>修改预警</source>
        <translation>Edit alert</translation>
    </message>
    <message>
        <source>没有解除就留空</source>
        <translation>Empty while it lasts</translation>
    </message>
    <message>
        <source>留空按规则</source>
        <translation>Empty: by the rule</translation>
    </message>
    <message>
        <source>删除这条预警？</source>
        <translation>Delete this alert?</translation>
    </message>
    <message>
        <source>巡查记录留着。可以撤销。</source>
        <translation>Patrols stay on record. It can be undone.</translation>
    </message>
    <message>
        <source>删除</source>
        <translation>Delete</translation>
    </message>
    <message>
        <source>生效中</source>
        <translation>In force</translation>
    </message>
    <message>
        <source>全部</source>
        <translation>All</translation>
    </message>
    <message>
        <source>独居高龄等 F1 类走访改为每天</source>
        <translation>Visits of class F1 become daily</translation>
    </message>
    <message>
        <source>修改…</source>
        <translation>Change…</translation>
    </message>
    <message>
        <source>删除…</source>
        <translation>Delete…</translation>
    </message>
    <message>
        <source>{n} 小时</source>
        <translation>{n} hours</translation>
    </message>
    <message>
        <source>{first} — {last}</source>
        <translation>{first} — {last}</translation>
    </message>
    <message>
        <source>每 {n} 小时巡一次：{kinds}</source>
        <translation>A patrol every {n} hours: {kinds}</translation>
    </message>
    <message>
        <source>期间巡查 {patrols} 点次、{times} 人次（{people} 人），异常 {abnormal}，险情 {danger}</source>
        <translation>In it {patrols} patrols, {times} person-times ({people} people), abnormal {abnormal}, danger {danger}</translation>
    </message>
    <message>
        <source>解除…</source>
        <translation>End…</translation>
    </message>
    <message>
        <source>所有隐患点</source>
        <translation>all hazard sites</translation>
    </message>
    <message>
        <source>来源：{source}</source>
        <translation>Source: {source}</translation>
    </message>
</context>
<context>
    <name>AnalysisPresenter</name>
    <message>
        <source>民情分析</source>
        <translation>What people care about</translation>
    </message>
    <message>
        <source>纸上没有人名和门牌，可以报乡镇；打印会记入日志。</source>
        <translation>No names or house numbers stand on the paper; it may go to the township. Printing is logged.</translation>
    </message>
    <message>
        <source>导出民情分析</source>
        <translation>Export the analysis</translation>
    </message>
    <message>
        <source>工作簿 (*.xlsx)</source>
        <translation>Workbook (*.xlsx)</translation>
    </message>
    <message>
        <source>正在写工作簿</source>
        <translation>Writing the workbook</translation>
    </message>
    <message>
        <source>民情分析 {first} 至 {last}.xlsx</source>
        <translation>Analysis {first} to {last}.xlsx</translation>
    </message>
    <message>
        <source>已写好 {name}，{count} 行。</source>
        <translation>{name} is written, {count} rows.</translation>
    </message>
</context>
<context>
    <name>AnalysisScreen</name>
    <message>
        <source>词语</source>
        <translation>Terms</translation>
    </message>
    <message>
        <source>类别</source>
        <translation>Categories</translation>
    </message>
    <message>
        <source>按组</source>
        <translation>By group</translation>
    </message>
    <message>
        <source>按月</source>
        <translation>By month</translation>
    </message>
    <message>
        <source>各村民小组的件数</source>
        <translation>Events of each villager group</translation>
    </message>
    <message>
        <source>近十二个月的件数</source>
        <translation>Events of the last twelve months</translation>
    </message>
    <message>
        <source>计入的事项</source>
        <translation>Events that were counted</translation>
    </message>
    <message>
        <source>期间</source>
        <translation>Period</translation>
    </message>
    <message>
        <source>近 {days} 天</source>
        <translation>Last {days} days</translation>
    </message>
    <message>
        <source>自己填</source>
        <translation>Own days</translation>
    </message>
    <message>
        <source>从哪天</source>
        <translation>From</translation>
    </message>
    <message>
        <source>到哪天</source>
        <translation>To</translation>
    </message>
    <message>
        <source>和什么比</source>
        <translation>Compared with</translation>
    </message>
    <message>
        <source>和之前半年比</source>
        <translation>With the half year before</translation>
    </message>
    <message>
        <source>和往年同期比</source>
        <translation>With the same days of earlier years</translation>
    </message>
    <message>
        <source>导出…</source>
        <translation>Export…</translation>
    </message>
    <message>
        <source>打印…</source>
        <translation>Print…</translation>
    </message>
    <message>
        <source>民情分析</source>
        <translation>What people care about</translation>
    </message>
    <message>
        <source>这些天没有登记过事项</source>
        <translation>Nothing was logged in these days</translation>
    </message>
    <message>
        <source>可以换长一点的时间。</source>
        <translation>A longer time may have more.</translation>
    </message>
    <message>
        <source>没有比平时多的词语</source>
        <translation>No term stands above the usual level</translation>
    </message>
    <message>
        <source>还说不出哪些词语比平时多</source>
        <translation>No telling yet which terms are above the usual level</translation>
    </message>
    <message>
        <source>没有写到户</source>
        <translation>No household named</translation>
    </message>
    <message>
        <source>村民小组</source>
        <translation>Villager group</translation>
    </message>
    <message>
        <source>合计</source>
        <translation>Total</translation>
    </message>
    <message>
        <source>共 {count} 件，截至 {moment}。页名后面的数是比平时多的。</source>
        <translation>{count} in all, as of {moment}. Numbers behind the tabs are those above the usual level.</translation>
    </message>
    <message>
        <source>以前的记录还不够长，没有平时数可比。</source>
        <translation>Records don&apos;t reach back far enough to compare with.</translation>
    </message>
    <message>
        <source>平时数取{first}起 {days} 天的 {count} 件，折算成同样长的天数。</source>
        <translation>The usual level is taken from {count} events of {days} days from {first}, brought to the same length.</translation>
    </message>
    <message>
        <source>{name}：{count} 件</source>
        <translation>{name}: {count}</translation>
    </message>
    <message>
        <source>打印民情分析</source>
        <translation>Print the analysis</translation>
    </message>
    <message>
        <source>导出民情分析</source>
        <translation>Export the analysis</translation>
    </message>
    <message>
        <source>比平时多</source>
        <translation>More than usual</translation>
    </message>
    <message>
        <source>比平时少</source>
        <translation>Less than usual</translation>
    </message>
    <message>
        <source>和平时差不多</source>
        <translation>As usual</translation>
    </message>
    <message>
        <source>太少，不下结论</source>
        <translation>Too few to say</translation>
    </message>
    <message>
        <source>没有平时数可比</source>
        <translation>Nothing to compare with</translation>
    </message>
    <message>
        <source>一起说到：{terms}</source>
        <translation>Said together with: {terms}</translation>
    </message>
    <message>
        <source>件数</source>
        <translation>Number</translation>
    </message>
    <message>
        <source>平时</source>
        <translation>Usually</translation>
    </message>
    <message>
        <source>和平时比</source>
        <translation>Against the usual</translation>
    </message>
    <message>
        <source>约几倍（范围）</source>
        <translation>Times (range)</translation>
    </message>
    <message>
        <source>日期</source>
        <translation>Day</translation>
    </message>
    <message>
        <source>说了什么</source>
        <translation>What was said</translation>
    </message>
    <message>
        <source>状态</source>
        <translation>State</translation>
    </message>
    <message>
        <source>走访：{text}</source>
        <translation>Visit: {text}</translation>
    </message>
</context>
<context>
    <name>AnswerDialog</name>
    <message>
        <source>答复内容</source>
        <translation>Answer</translation>
    </message>
    <message>
        <source>答复日期</source>
        <translation>Answered on</translation>
    </message>
    <message>
        <source>答复申诉</source>
        <translation>Answer an appeal</translation>
    </message>
    <message>
        <source>答复</source>
        <translation>Answer</translation>
    </message>
    <message>
        <source>答复整改：{title}</source>
        <translation>Answer: {title}</translation>
    </message>
    <message>
        <source>整改结果</source>
        <translation>Result</translation>
    </message>
    <message>
        <source>完成日期</source>
        <translation>Mended on</translation>
    </message>
    <message>
        <source>申诉：{text}</source>
        <translation>Appeal: {text}</translation>
    </message>
    <message>
        <source>处理结果</source>
        <translation>Outcome</translation>
    </message>
    <message>
        <source>更正后的分值</source>
        <translation>Corrected points</translation>
    </message>
    <message>
        <source>原来的一笔会冲销，按这里的分值另记一笔；空着就只冲销。</source>
        <translation>The entry is taken back and booked anew with these points; leave it empty to take it back only.</translation>
    </message>
    <message>
        <source>请填分值，如 3 或 0.5。</source>
        <translation>Please give points, such as 3 or 0.5.</translation>
    </message>
    <message>
        <source>办理情况</source>
        <translation>What was done</translation>
    </message>
    <message>
        <source>数量</source>
        <translation>Number</translation>
    </message>
    <message>
        <source>正在从档案生成…</source>
        <translation>Making it from the register…</translation>
    </message>
    <message>
        <source>看表、补填…</source>
        <translation>Look, fill in…</translation>
    </message>
    <message>
        <source>表</source>
        <translation>Table</translation>
    </message>
    <message>
        <source>提供敏感信息的原因</source>
        <translation>Why sensitive facts are handed over</translation>
    </message>
    <message>
        <source>单位：{unit}</source>
        <translation>Unit: {unit}</translation>
    </message>
    <message>
        <source>和上次报的有变化。</source>
        <translation> Different from what was reported last.</translation>
    </message>
    <message>
        <source>表没有做成。</source>
        <translation>The table could not be made.</translation>
    </message>
    <message>
        <source>答复：{title}</source>
        <translation>Answer: {title}</translation>
    </message>
    <message>
        <source>证明材料</source>
        <translation>Evidence</translation>
    </message>
    <message>
        <source>{issuer}&#x3000;{number}&#x3000;期限 {due}（{timing}）</source>
        <translation>{issuer}  {number}  due {due} ({timing})</translation>
    </message>
    <message>
        <source>要求：{asks}</source>
        <translation>Asked: {asks}</translation>
    </message>
    <message>
        <source>{hint}，目标 {target}</source>
        <translation>{hint}, target {target}</translation>
    </message>
    <message>
        <source>{count} 行，没填的 {missing} 处。</source>
        <translation>{count} rows, {missing} cells empty.</translation>
    </message>
    <message>
        <source>退回的原因：{word}</source>
        <translation>Sent back because: {word}</translation>
    </message>
    <message>
        <source>同样的事 {day} 已经答复过（{title}），下面先填上那次的内容，核对后可以直接再答。</source>
        <translation>The same was answered on {day} ({title}); what was said then stands below, to be checked and sent again.</translation>
    </message>
    <message>
        <source>县里裁定敏感信息不出村，{labels}不随答复传出；要的话请另行导出报送。</source>
        <translation> The county rules that sensitive facts stay in the village: {labels} do not go with the answer; export them separately if they are needed.</translation>
    </message>
    <message>
        <source>已答复“{title}”，下次同步时传到县里。</source>
        <translation>“{title}” is answered and goes up with the next exchange.</translation>
    </message>
</context>
<context>
    <name>AppealDialog</name>
    <message>
        <source>登记申诉</source>
        <translation>Enter an appeal</translation>
    </message>
    <message>
        <source>登记</source>
        <translation>Enter</translation>
    </message>
    <message>
        <source>申诉内容</source>
        <translation>What is brought forward</translation>
    </message>
    <message>
        <source>收到日期</source>
        <translation>Received on</translation>
    </message>
</context>
<context>
    <name>AppealsPage</name>
    <message>
        <source>答复…</source>
        <translation>Answer…</translation>
    </message>
    <message>
        <source>对某一笔有异议的，在积分明细里选中那一笔登记申诉。</source>
        <translation>Choose an entry among someone&apos;s points to enter an appeal against it.</translation>
    </message>
    <message>
        <source>积分申诉</source>
        <translation>Appeals against points</translation>
    </message>
    <message>
        <source>没有申诉</source>
        <translation>No appeals</translation>
    </message>
    <message>
        <source>{day} 答复（{outcome}）：{answer}</source>
        <translation>{day}, answered ({outcome}): {answer}</translation>
    </message>
    <message>
        <source>已答复申诉。</source>
        <translation>The appeal is answered.</translation>
    </message>
</context>
<context>
    <name>AppraisalPage</name>
    <message>
        <source>年度</source>
        <translation>Year</translation>
    </message>
    <message>
        <source>{year}年</source>
        <translation>{year}</translation>
    </message>
    <message>
        <source>登记票数…</source>
        <translation>Enter ballots…</translation>
    </message>
    <message>
        <source>起草结果通报</source>
        <translation>Draft the result</translation>
    </message>
    <message>
        <source>民主评议党员</source>
        <translation>Appraisal of members</translation>
    </message>
    <message>
        <source>参加评议 {count} 人，已定等次 {graded} 人</source>
        <translation>{count} appraised, {graded} graded</translation>
    </message>
    <message>
        <source>没有参加评议的党员</source>
        <translation>Nobody to appraise</translation>
    </message>
    <message>
        <source>在“党建”里登记正式党员以后，这里列出每个人一年的情况。</source>
        <translation>Full members entered under Party are listed here with their year.</translation>
    </message>
    <message>
        <source>已登记 {count} 人的评议结果。</source>
        <translation>Results of {count} members entered.</translation>
    </message>
</context>
<context>
    <name>ApproveDialog</name>
    <message>
        <source>文号</source>
        <translation>Document number</translation>
    </message>
    <message>
        <source>没有文号的，写明批复的名称或经办人</source>
        <translation>If it has no number, name the reply or who dealt with it</translation>
    </message>
    <message>
        <source>批复日期</source>
        <translation>Day of the reply</translation>
    </message>
</context>
<context>
    <name>AttachmentArea</name>
    <message>
        <source>添加附件</source>
        <translation>Add attachment</translation>
    </message>
    <message>
        <source>图片、PDF、办公文件；也可以拖进来，图片可以按 Ctrl+V 粘贴</source>
        <translation>Pictures, PDF, office files; they can be dropped here, and pictures pasted with Ctrl+V</translation>
    </message>
    <message>
        <source>附件</source>
        <translation>Attachments</translation>
    </message>
    <message>
        <source>还没有附件。可以把照片拖到这里。</source>
        <translation>No attachments yet. Photos can be dropped here.</translation>
    </message>
    <message>
        <source>没有附件。</source>
        <translation>No attachments.</translation>
    </message>
</context>
<context>
    <name>AttachmentTile</name>
    <message>
        <source>（未命名）</source>
        <translation>(no name)</translation>
    </message>
    <message>
        <source>{who} {day}</source>
        <translation>{who} {day}</translation>
    </message>
    <message>
        <source>附件：{name}</source>
        <translation>Attachment: {name}</translation>
    </message>
    <message>
        <source>{name}：更多</source>
        <translation>{name}: more</translation>
    </message>
    <message>
        <source>更多</source>
        <translation>More</translation>
    </message>
    <message>
        <source>只在原电脑上</source>
        <translation>On its own PC only</translation>
    </message>
    <message>
        <source>下载原件</source>
        <translation>Download</translation>
    </message>
    <message>
        <source>原件尚未到达，可点击下载</source>
        <translation>The original is not here yet; click to download it</translation>
    </message>
    <message>
        <source>已到 {percent}%</source>
        <translation>{percent}%</translation>
    </message>
    <message>
        <source>等待下载</source>
        <translation>Waiting</translation>
    </message>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>打开</source>
        <translation>Open</translation>
    </message>
    <message>
        <source>保存副本…</source>
        <translation>Save a copy…</translation>
    </message>
    <message>
        <source>说明…</source>
        <translation>Caption…</translation>
    </message>
    <message>
        <source>移除</source>
        <translation>Remove</translation>
    </message>
</context>
<context>
    <name>AttachmentViewer</name>
    <message>
        <source>上一张（←）</source>
        <translation>Previous (←)</translation>
    </message>
    <message>
        <source>下一张（→）</source>
        <translation>Next (→)</translation>
    </message>
    <message>
        <source>原大</source>
        <translation>Full size</translation>
    </message>
    <message>
        <source>关闭</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>附件</source>
        <translation>Attachments</translation>
    </message>
    <message>
        <source>正在打开…</source>
        <translation>Opening…</translation>
    </message>
    <message>
        <source>适合窗口</source>
        <translation>Fit window</translation>
    </message>
</context>
<context>
    <name>Attachments</name>
    <message>
        <source>选择附件</source>
        <translation>Choose an attachment</translation>
    </message>
    <message>
        <source>正在添加…</source>
        <translation>Adding…</translation>
    </message>
    <message>
        <source>粘贴的图片.png</source>
        <translation>Pasted picture.png</translation>
    </message>
    <message>
        <source>保存副本</source>
        <translation>Save a copy</translation>
    </message>
    <message>
        <source>已保存到 {name}，这次导出已记录</source>
        <translation>Saved to {name}; the export is on record</translation>
    </message>
    <message>
        <source>已移除附件</source>
        <translation>Attachment removed</translation>
    </message>
    <message>
        <source>撤销</source>
        <translation>Undo</translation>
    </message>
    <message>
        <source>图片和文件 ({patterns})</source>
        <translation>Pictures and files ({patterns})</translation>
    </message>
    <message>
        <source>文件 ({patterns})</source>
        <translation>Files ({patterns})</translation>
    </message>
    <message>
        <source>已添加 {n} 个附件</source>
        <translation>Attachments added: {n}</translation>
    </message>
</context>
<context>
    <name>AttachmentsDialog</name>
    <message>
        <source>附件：{title}</source>
        <translation>Attachments: {title}</translation>
    </message>
    <message>
        <source>关闭</source>
        <translation>Close</translation>
    </message>
</context>
<context>
    <name>AttendancePage</name>
    <message>
        <source>输入姓名或拼音首字母找人，回车记到会；也可以扫签到卡</source>
        <translation>Type a name or initials, Enter marks as present; or scan a card</translation>
    </message>
    <message>
        <source>签到名单</source>
        <translation>Attendance list</translation>
    </message>
    <message>
        <source>只登记了人数，没有签到名单。要补的话点“添加人员”。</source>
        <translation>Only numbers were entered, no list of names. To add one, click “Add people”.</translation>
    </message>
    <message>
        <source>到会（空格）</source>
        <translation>Present (Space)</translation>
    </message>
    <message>
        <source>请假…</source>
        <translation>On leave…</translation>
    </message>
    <message>
        <source>缺席</source>
        <translation>Absent</translation>
    </message>
    <message>
        <source>其余到会</source>
        <translation>The rest are present</translation>
    </message>
    <message>
        <source>其余缺席</source>
        <translation>The rest are absent</translation>
    </message>
    <message>
        <source>添加人员…</source>
        <translation>Add people…</translation>
    </message>
    <message>
        <source>更新名单</source>
        <translation>Renew the list</translation>
    </message>
    <message>
        <source>更多…</source>
        <translation>More…</translation>
    </message>
    <message>
        <source>姓名</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>（已不在档案中）</source>
        <translation>(no longer in the register)</translation>
    </message>
    <message>
        <source>组别</source>
        <translation>Group</translation>
    </message>
    <message>
        <source>身份</source>
        <translation>Standing</translation>
    </message>
    <message>
        <source>签到</source>
        <translation>Attendance</translation>
    </message>
    <message>
        <source>原因和说明</source>
        <translation>Reason and notes</translation>
    </message>
    <message>
        <source>户编号</source>
        <translation>Household no.</translation>
    </message>
    <message>
        <source>由{name}代为参加</source>
        <translation>{name} came instead</translation>
    </message>
    <message>
        <source>{day} 补课</source>
        <translation>made up on {day}</translation>
    </message>
    <message>
        <source>{name}传达</source>
        <translation>told by {name}</translation>
    </message>
    <message>
        <source>名单以外应到：{names}</source>
        <translation>Due and not on the list: {names}</translation>
    </message>
    <message>
        <source>名单上不再应到：{names}</source>
        <translation>On the list and not due any more: {names}</translation>
    </message>
    <message>
        <source>线上参加</source>
        <translation>Takes part online</translation>
    </message>
    <message>
        <source>由同户家人代为参加…</source>
        <translation>Somebody of the household comes instead…</translation>
    </message>
    <message>
        <source>改回未签到</source>
        <translation>Not marked</translation>
    </message>
    <message>
        <source>登记补课…</source>
        <translation>Enter making up…</translation>
    </message>
    <message>
        <source>身份：{standing}</source>
        <translation>Standing: {standing}</translation>
    </message>
    <message>
        <source>从名单删除</source>
        <translation>Take off the list</translation>
    </message>
    <message>
        <source>打印签到卡…</source>
        <translation>Print cards…</translation>
    </message>
</context>
<context>
    <name>BackupSection</name>
    <message>
        <source>立即备份</source>
        <translation>Back up now</translation>
    </message>
    <message>
        <source>备份到别处…</source>
        <translation>Back up elsewhere…</translation>
    </message>
    <message>
        <source>试恢复一次</source>
        <translation>Try a restore</translation>
    </message>
    <message>
        <source>选择第二备份位置…</source>
        <translation>Choose second backup place…</translation>
    </message>
    <message>
        <source>不用第二位置</source>
        <translation>No second place</translation>
    </message>
    <message>
        <source>备份列表</source>
        <translation>List of backups</translation>
    </message>
    <message>
        <source>恢复到另一个文件夹…</source>
        <translation>Restore into another folder…</translation>
    </message>
    <message>
        <source>换回这份备份…</source>
        <translation>Go back to this backup…</translation>
    </message>
    <message>
        <source>定时</source>
        <translation>Scheduled</translation>
    </message>
    <message>
        <source>手动</source>
        <translation>By hand</translation>
    </message>
    <message>
        <source>关闭程序时</source>
        <translation>On closing the program</translation>
    </message>
    <message>
        <source>导入之前</source>
        <translation>Before an import</translation>
    </message>
    <message>
        <source>撤销导入之前</source>
        <translation>Before undoing an import</translation>
    </message>
    <message>
        <source>恢复之前</source>
        <translation>Before a restore</translation>
    </message>
    <message>
        <source>升级之前</source>
        <translation>Before an upgrade</translation>
    </message>
    <message>
        <source>时间</source>
        <translation>Time</translation>
    </message>
    <message>
        <source>原因</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>大小</source>
        <translation>Size</translation>
    </message>
    <message>
        <source>文件</source>
        <translation>File</translation>
    </message>
    <message>
        <source>还没有备份。</source>
        <translation>There is no backup yet.</translation>
    </message>
    <message>
        <source>最近一次备份：{time}。程序开着时每半小时自动备份，导入和恢复之前也会先备份。</source>
        <translation>Last backup: {time}. While the program is open it backs up every half hour, and before imports and restores.</translation>
    </message>
    <message>
        <source>上次试恢复没有通过：{problem}</source>
        <translation>The last trial restore failed: {problem}</translation>
    </message>
    <message>
        <source>上一次通过是 {time}。</source>
        <translation>The last good one was on {time}.</translation>
    </message>
    <message>
        <source>备份还没有试恢复过。每周会自动试一次，确认备份真的能用。</source>
        <translation>No backup has been tried out yet. Once a week one is restored by itself, to be sure that it works.</translation>
    </message>
    <message>
        <source>{time} 试恢复通过：备份完整，可以恢复。</source>
        <translation>{time}: trial restore passed, the backup is complete and can be restored.</translation>
    </message>
    <message>
        <source>没有第二备份位置。电脑坏了备份也会丢，建议选一个 U 盘或另一块硬盘。</source>
        <translation>There is no second backup place. If the PC breaks the backups go with it; choose a USB stick or another disk.</translation>
    </message>
    <message>
        <source>还没有</source>
        <translation>Not yet</translation>
    </message>
    <message>
        <source>第二备份位置：{place}（最近一次 {time}）</source>
        <translation>Second backup place: {place} (last used {time})</translation>
    </message>
    <message>
        <source>最近的备份还没有抄过去，接上以后程序会补抄。</source>
        <translation>The newest backup is not there yet; it is copied as soon as the place is connected.</translation>
    </message>
</context>
<context>
    <name>BackupStep</name>
    <message>
        <source>还没有选</source>
        <translation>Nothing chosen yet</translation>
    </message>
    <message>
        <source>选择文件夹…</source>
        <translation>Choose folder…</translation>
    </message>
    <message>
        <source>选 U 盘、移动硬盘或另一块磁盘。备份也是加密的。</source>
        <translation>Choose a USB stick, a portable disk or another drive. Backups are encrypted too.</translation>
    </message>
    <message>
        <source>现在没有，可以直接“开始使用”，以后在“备份与设置”里选。</source>
        <translation>If you have none now, press “Begin” and choose it later under “Backup and settings”.</translation>
    </message>
    <message>
        <source>备份再放一份在哪里？</source>
        <translation>Where should a second backup go?</translation>
    </message>
    <message>
        <source>程序每 30 分钟在本机备份一次。电脑坏了，要靠放在别处的那一份。</source>
        <translation>The program backs up on this PC every 30 minutes. If the PC breaks, the copy kept elsewhere counts.</translation>
    </message>
</context>
<context>
    <name>BalancesPage</name>
    <message>
        <source>账户与结存</source>
        <translation>Accounts and balances</translation>
    </message>
    <message>
        <source>新账户…</source>
        <translation>New account…</translation>
    </message>
    <message>
        <source>修改账户…</source>
        <translation>Change account…</translation>
    </message>
    <message>
        <source>销户…</source>
        <translation>Close account…</translation>
    </message>
    <message>
        <source>期初结存…</source>
        <translation>Opening balance…</translation>
    </message>
    <message>
        <source>账面期末结存…</source>
        <translation>Closing balance of the books…</translation>
    </message>
    <message>
        <source>说明差额…</source>
        <translation>Explain the difference…</translation>
    </message>
    <message>
        <source>本期期初就是上期期末。账面期末与收支算出的不一致时，公开表制作不了，改正或说明原因后再做。账号只留末几位。</source>
        <translation>The opening of a period is the closing of the last. Where the books and the entries differ at the end, no notice can be made until it is mended or explained. Only the end of a number is kept.</translation>
    </message>
    <message>
        <source>一致</source>
        <translation>agrees</translation>
    </message>
    <message>
        <source>账户</source>
        <translation>Account</translation>
    </message>
    <message>
        <source>全部账户</source>
        <translation>All accounts</translation>
    </message>
    <message>
        <source>类型</source>
        <translation>Kind</translation>
    </message>
    <message>
        <source>账号末位</source>
        <translation>Number end</translation>
    </message>
    <message>
        <source>期初</source>
        <translation>Opening</translation>
    </message>
    <message>
        <source>收入</source>
        <translation>Income</translation>
    </message>
    <message>
        <source>支出</source>
        <translation>Expenditure</translation>
    </message>
    <message>
        <source>期末</source>
        <translation>Closing</translation>
    </message>
    <message>
        <source>账面期末</source>
        <translation>Closing in the books</translation>
    </message>
    <message>
        <source>差额</source>
        <translation>Difference</translation>
    </message>
    <message>
        <source>说明</source>
        <translation>Remark</translation>
    </message>
    <message>
        <source>还没有期初结存，公开表算不出余额。选中一行，点“期初结存…”。</source>
        <translation>There is no opening balance yet, so that no balance can be told. Choose a line and press “Opening balance…”.</translation>
    </message>
    <message>
        <source>期末结存合计（大写）：人民币{capital}</source>
        <translation>Closing balance in capital figures: {capital}</translation>
    </message>
    <message>
        <source>恢复使用…</source>
        <translation>Open again…</translation>
    </message>
</context>
<context>
    <name>BallotsDialog</name>
    <message>
        <source>{year}年民主评议党员票数</source>
        <translation>Ballots of the {year} appraisal</translation>
    </message>
    <message>
        <source>评议的会议</source>
        <translation>Meeting that appraised</translation>
    </message>
    <message>
        <source>{day}&#x3000;{title}&#x3000;实到 {present}</source>
        <translation>{day}  {title}  {present} present</translation>
    </message>
    <message>
        <source>先在“会议”里登记组织生活会或民主评议会</source>
        <translation>Enter the appraisal meeting under Meetings first</translation>
    </message>
    <message>
        <source>姓名</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>等次</source>
        <translation>Grade</translation>
    </message>
    <message>
        <source>评议票数</source>
        <translation>Ballots</translation>
    </message>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>保存</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>{name}的等次</source>
        <translation>Grade of {name}</translation>
    </message>
    <message>
        <source>按票数</source>
        <translation>By ballots</translation>
    </message>
    <message>
        <source>按票数：{grade}</source>
        <translation>By ballots: {grade}</translation>
    </message>
    <message>
        <source>优秀 {count} 人，最多 {most} 人（参加评议的 {percent}%）。优秀超出时按得票从高到低取。</source>
        <translation>{count} excellent, at most {most} ({percent}% of those appraised). Beyond that the most ballots count.</translation>
    </message>
    <message>
        <source>请至少填一个人的票数。</source>
        <translation>Please enter the ballots of one member at least.</translation>
    </message>
</context>
<context>
    <name>BatchDialog</name>
    <message>
        <source>打印一批</source>
        <translation>Print a batch</translation>
    </message>
    <message>
        <source>期间</source>
        <translation>Period</translation>
    </message>
    <message>
        <source>列表里选中的</source>
        <translation>Those chosen in the list</translation>
    </message>
    <message>
        <source>全部已发布的</source>
        <translation>All that are issued</translation>
    </message>
    <message>
        <source>已发布的公开表</source>
        <translation>Issued notices</translation>
    </message>
    <message>
        <source>编号</source>
        <translation>Number</translation>
    </message>
    <message>
        <source>标题</source>
        <translation>Title</translation>
    </message>
    <message>
        <source>页数</source>
        <translation>Pages</translation>
    </message>
    <message>
        <source>双面打印：每一份从新的一张纸开始</source>
        <translation>Both sides: every sheet begins on a new leaf</translation>
    </message>
    <message>
        <source>按公开栏分开：每个公开栏一套，前面印清单</source>
        <translation>By board: a set for each board, with a list on top</translation>
    </message>
    <message>
        <source>导出一个 PDF…</source>
        <translation>Save as one PDF…</translation>
    </message>
    <message>
        <source>打印…</source>
        <translation>Print…</translation>
    </message>
    <message>
        <source>关闭</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>每一份还是存档的原样，页眉加印全批的页码，最前面是清单。</source>
        <translation>Every sheet stays as it is archived; the count of the batch is printed above it, and a list comes first.</translation>
    </message>
    <message>
        <source>勾选 {count} 份，共 {pages} 页。</source>
        <translation>{count} ticked, {pages} pages.</translation>
    </message>
    <message>
        <source>这一期还没有发布的公开表。</source>
        <translation>No notice of this period is issued yet.</translation>
    </message>
    <message>
        <source>正在合成一批</source>
        <translation>Binding the batch</translation>
    </message>
    <message>
        <source>公开表一批（{pages} 页）</source>
        <translation>Batch of notices ({pages} pages)</translation>
    </message>
    <message>
        <source>一批已经打印，每一份都登记了。</source>
        <translation>The batch is printed and every sheet of it written down.</translation>
    </message>
    <message>
        <source>公开表一批.pdf</source>
        <translation>notices.pdf</translation>
    </message>
    <message>
        <source>导出一个 PDF</source>
        <translation>Save as one PDF</translation>
    </message>
    <message>
        <source>PDF 文件 (*.pdf)</source>
        <translation>PDF file (*.pdf)</translation>
    </message>
    <message>
        <source>已保存。</source>
        <translation>Saved.</translation>
    </message>
    <message>
        <source>成批求职登记</source>
        <translation>Register several seekers</translation>
    </message>
    <message>
        <source>保存</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>全村</source>
        <translation>Whole village</translation>
    </message>
    <message>
        <source>勾选的人都当面同意推荐</source>
        <translation>All who are ticked agreed in person to be recommended</translation>
    </message>
    <message>
        <source>村民小组</source>
        <translation>Villager group</translation>
    </message>
    <message>
        <source>谁找工作</source>
        <translation>Who looks for work</translation>
    </message>
    <message>
        <source>空格键勾选。已登记的、上学参军的和不在劳动年龄的不列出</source>
        <translation>Space ticks. Who is registered, at school, in service or out of working age is not listed</translation>
    </message>
    <message>
        <source>工种</source>
        <translation>Kind of work</translation>
    </message>
    <message>
        <source>地点</source>
        <translation>Place</translation>
    </message>
    <message>
        <source>哪天可以上岗</source>
        <translation>Can begin on</translation>
    </message>
    <message>
        <source>同意推荐</source>
        <translation>Agreed</translation>
    </message>
    <message>
        <source>请至少勾选一个人。</source>
        <translation>Tick at least one person.</translation>
    </message>
    <message>
        <source>请选一个工种。</source>
        <translation>Choose a kind of work.</translation>
    </message>
</context>
<context>
    <name>BoardsScreen</name>
    <message>
        <source>检查</source>
        <translation>Inspections</translation>
    </message>
    <message>
        <source>红黑榜</source>
        <translation>Red and black board</translation>
    </message>
    <message>
        <source>村规民约</source>
        <translation>Village covenant</translation>
    </message>
    <message>
        <source>整村授信</source>
        <translation>Village credit</translation>
    </message>
    <message>
        <source>安排检查</source>
        <translation>Plan a round</translation>
    </message>
    <message>
        <source>登记红黑榜事项</source>
        <translation>Enter a board matter</translation>
    </message>
    <message>
        <source>打印告知单</source>
        <translation>Print slips</translation>
    </message>
</context>
<context>
    <name>BookingsPage</name>
    <message>
        <source>待答复</source>
        <translation>New</translation>
    </message>
    <message>
        <source>已约时间</source>
        <translation>Agreed</translation>
    </message>
    <message>
        <source>办不了</source>
        <translation>Not possible</translation>
    </message>
    <message>
        <source>已立件</source>
        <translation>Case opened</translation>
    </message>
    <message>
        <source>本人撤回</source>
        <translation>Withdrawn by the person</translation>
    </message>
    <message>
        <source>网上约办</source>
        <translation>Bookings</translation>
    </message>
    <message>
        <source>没有预约</source>
        <translation>No bookings</translation>
    </message>
    <message>
        <source>村民在县里的页面上约办，同步以后在这里答复；约好的那天会在“今日”提醒。</source>
        <translation>Villagers book on the county&apos;s pages; after an exchange they are answered here, and Today reminds of the day agreed.</translation>
    </message>
    <message>
        <source>答复时间</source>
        <translation>Agree a time</translation>
    </message>
    <message>
        <source>答复</source>
        <translation>Answer</translation>
    </message>
    <message>
        <source>同步以后，本人在进度页上看得到。</source>
        <translation>After the next exchange the person sees it on the progress page.</translation>
    </message>
    <message>
        <source>哪一天</source>
        <translation>Which day</translation>
    </message>
    <message>
        <source>上午下午</source>
        <translation>Part of the day</translation>
    </message>
    <message>
        <source>带什么、到哪里</source>
        <translation>What to bring, where to come</translation>
    </message>
    <message>
        <source>为什么办不了，该找谁？这句话本人看得到。</source>
        <translation>Why not, and whom to ask? The person reads this.</translation>
    </message>
    <message>
        <source>事项</source>
        <translation>Matter</translation>
    </message>
    <message>
        <source>谁约的</source>
        <translation>Booked by</translation>
    </message>
    <message>
        <source>状态</source>
        <translation>State</translation>
    </message>
    <message>
        <source>时间</source>
        <translation>Time</translation>
    </message>
    <message>
        <source>收到</source>
        <translation>Received</translation>
    </message>
    <message>
        <source>网上填的身份没有核实，办理时请看证件。</source>
        <translation>Nobody checked who this is; please look at the ID card.</translation>
    </message>
    <message>
        <source>没有选中预约</source>
        <translation>No booking chosen</translation>
    </message>
    <message>
        <source>要办的</source>
        <translation>To do</translation>
    </message>
    <message>
        <source>全部</source>
        <translation>All</translation>
    </message>
    <message>
        <source>{day} 前要答复</source>
        <translation>To be answered by {day}</translation>
    </message>
    <message>
        <source>答复时间…</source>
        <translation>Agree a time…</translation>
    </message>
    <message>
        <source>立件…</source>
        <translation>Open a case…</translation>
    </message>
    <message>
        <source>看这件代办</source>
        <translation>Show the case</translation>
    </message>
    <message>
        <source>办不了…</source>
        <translation>Not possible…</translation>
    </message>
    <message>
        <source>为 {name} 办</source>
        <translation>For {name}</translation>
    </message>
    <message>
        <source>想 {when} 办</source>
        <translation>Wishes {when}</translation>
    </message>
    <message>
        <source>在 {place}</source>
        <translation>At {place}</translation>
    </message>
    <message>
        <source>约在 {when}</source>
        <translation>Agreed for {when}</translation>
    </message>
</context>
<context>
    <name>BranchesPage</name>
    <message>
        <source>登记党支部</source>
        <translation>Enter a branch</translation>
    </message>
    <message>
        <source>党组织</source>
        <translation>Party organisation</translation>
    </message>
    <message>
        <source>还没有登记党支部</source>
        <translation>No branch has been entered</translation>
    </message>
    <message>
        <source>先登记党支部，再登记任期、党小组和职务；会议、党费和积分都按它来算。</source>
        <translation>Enter the branch first, then its term, groups and posts; meetings, dues and points count by them.</translation>
    </message>
    <message>
        <source>修改…</source>
        <translation>Change…</translation>
    </message>
    <message>
        <source>上级：{name}</source>
        <translation>Above: {name}</translation>
    </message>
    <message>
        <source>主题党日：{day}</source>
        <translation>Theme day: {day}</translation>
    </message>
    <message>
        <source>联合单位：{units}</source>
        <translation>Units: {units}</translation>
    </message>
    <message>
        <source>正式党员 {count} 名</source>
        <translation>{count} full members</translation>
    </message>
    <message>
        <source>预备党员 {count} 名</source>
        <translation>{count} on probation</translation>
    </message>
    <message>
        <source>流动党员 {count} 名</source>
        <translation>{count} away</translation>
    </message>
    <message>
        <source>支部委员会 {count} 人</source>
        <translation>Committee of {count}</translation>
    </message>
    <message>
        <source>不设委员会</source>
        <translation>No committee</translation>
    </message>
    <message>
        <source>职务</source>
        <translation>Posts</translation>
    </message>
    <message>
        <source>登记职务</source>
        <translation>Enter a post</translation>
    </message>
    <message>
        <source>还没有登记职务。</source>
        <translation>No post has been entered.</translation>
    </message>
    <message>
        <source>党小组</source>
        <translation>Party groups</translation>
    </message>
    <message>
        <source>登记党小组</source>
        <translation>Enter a group</translation>
    </message>
    <message>
        <source>{count} 人</source>
        <translation>{count} people</translation>
    </message>
    <message>
        <source>没有党小组。</source>
        <translation>There are no groups.</translation>
    </message>
    <message>
        <source>任期</source>
        <translation>Terms of office</translation>
    </message>
    <message>
        <source>登记新一届任期</source>
        <translation>Enter a new term</translation>
    </message>
    <message>
        <source>一届</source>
        <translation>A term</translation>
    </message>
    <message>
        <source>还没有登记任期。</source>
        <translation>No term has been entered.</translation>
    </message>
    <message>
        <source>{first} 至 {last}</source>
        <translation>{first} to {last}</translation>
    </message>
    <message>
        <source>修改</source>
        <translation>Change</translation>
    </message>
</context>
<context>
    <name>BugDialog</name>
    <message>
        <source>程序出了意外</source>
        <translation>The program failed</translation>
    </message>
    <message>
        <source>以前保存的内容都在。刚才这一步没有做完，也没有存下一半。可以再试一次；还不行，请把下面的内容复制给技术人员。</source>
        <translation>Everything saved before is there. This last step was not finished, and nothing of it was half saved. You may try again; if it fails again, copy the text below and send it to your technician.</translation>
    </message>
    <message>
        <source>技术细节</source>
        <translation>Technical details</translation>
    </message>
    <message>
        <source>复制细节</source>
        <translation>Copy details</translation>
    </message>
    <message>
        <source>关闭</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>这是程序的毛病，不是您操作错了。</source>
        <translation>This is a fault of the program, not of yours.</translation>
    </message>
    <message>
        <source>细节（不含村民信息）：</source>
        <translation>Details (without villagers&apos; data):</translation>
    </message>
</context>
<context>
    <name>BulkDialog</name>
    <message>
        <source>批量修改</source>
        <translation>Bulk edit</translation>
    </message>
    <message>
        <source>改动预览</source>
        <translation>Preview of the changes</translation>
    </message>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>加标签</source>
        <translation>Add a tag</translation>
    </message>
    <message>
        <source>去标签</source>
        <translation>Remove a tag</translation>
    </message>
    <message>
        <source>{field}（整户）</source>
        <translation>{field} (whole household)</translation>
    </message>
    <message>
        <source>户主</source>
        <translation>Head</translation>
    </message>
    <message>
        <source>姓名</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>现在</source>
        <translation>Now</translation>
    </message>
    <message>
        <source>改为</source>
        <translation>New</translation>
    </message>
    <message>
        <source>不改的原因</source>
        <translation>Why it stays</translation>
    </message>
    <message>
        <source>打拼音首字母，或者按 F4 列出全部</source>
        <translation>Type the code or the first letters, or press F4 for all</translation>
    </message>
    <message>
        <source>改什么</source>
        <translation>Change what</translation>
    </message>
    <message>
        <source>选中 {n} 人</source>
        <translation>{n} people chosen</translation>
    </message>
    <message>
        <source>选中 {n} 户</source>
        <translation>{n} households chosen</translation>
    </message>
    <message>
        <source>标签</source>
        <translation>Tag</translation>
    </message>
    <message>
        <source>修改</source>
        <translation>Change</translation>
    </message>
    <message>
        <source>{n} 人要改</source>
        <translation>{n} people will change</translation>
    </message>
    <message>
        <source>{n} 户要改</source>
        <translation>{n} households will change</translation>
    </message>
    <message>
        <source>{n} 人已经是这样</source>
        <translation>{n} people are so already</translation>
    </message>
    <message>
        <source>{n} 户已经是这样</source>
        <translation>{n} households are so already</translation>
    </message>
    <message>
        <source>{n} 个不能改</source>
        <translation>{n} cannot be changed</translation>
    </message>
    <message>
        <source>，</source>
        <translation>, </translation>
    </message>
    <message>
        <source>修改 {n} 人</source>
        <translation>Change {n} people</translation>
    </message>
    <message>
        <source>修改 {n} 户</source>
        <translation>Change {n} households</translation>
    </message>
</context>
<context>
    <name>CalendarPage</name>
    <message>
        <source>应开会议列表</source>
        <translation>Meetings that are owed</translation>
    </message>
    <message>
        <source>没有要开的会</source>
        <translation>No meeting to hold</translation>
    </message>
    <message>
        <source>这一期该开的都开了，下一期会出现在这里。</source>
        <translation>Everything owed in this period was held; the next period will appear here.</translation>
    </message>
    <message>
        <source>没有漏开的会</source>
        <translation>No meeting was missed</translation>
    </message>
    <message>
        <source>这里没有会议</source>
        <translation>No meetings here</translation>
    </message>
    <message>
        <source>没有选中会议</source>
        <translation>No meeting chosen</translation>
    </message>
    <message>
        <source>在左边选一项，这里说明为什么要开、怎么办。</source>
        <translation>Choose one on the left; here stands why it is owed and what to do.</translation>
    </message>
    <message>
        <source>{holder}&#x3000;{period}</source>
        <translation>{holder}&#x3000;{period}</translation>
    </message>
    <message>
        <source>看安排好的会</source>
        <translation>See the planned meeting</translation>
    </message>
    <message>
        <source>安排补开…</source>
        <translation>Plan to make good…</translation>
    </message>
    <message>
        <source>安排会议…</source>
        <translation>Plan a meeting…</translation>
    </message>
    <message>
        <source>看会议记录</source>
        <translation>See the minutes</translation>
    </message>
    <message>
        <source>改说明…</source>
        <translation>Change the reason…</translation>
    </message>
    <message>
        <source>说明原因…</source>
        <translation>Give a reason…</translation>
    </message>
    <message>
        <source>财务公开以前</source>
        <translation>Before the accounts are disclosed</translation>
    </message>
    <message>
        <source>{source}（{certainty}）</source>
        <translation>{source} ({certainty})</translation>
    </message>
    <message>
        <source>开会日期</source>
        <translation>Day of the meeting</translation>
    </message>
    <message>
        <source>已安排</source>
        <translation>Planned for</translation>
    </message>
    <message>
        <source>固定日</source>
        <translation>Fixed day</translation>
    </message>
    <message>
        <source>最后一天</source>
        <translation>Last day</translation>
    </message>
    <message>
        <source>多久一次</source>
        <translation>How often</translation>
    </message>
    <message>
        <source>没有按时开的原因</source>
        <translation>Why it was not held in time</translation>
    </message>
    <message>
        <source>{text}（{name}，{day}）</source>
        <translation>{text} ({name}, {day})</translation>
    </message>
    <message>
        <source>依据</source>
        <translation>Basis</translation>
    </message>
</context>
<context>
    <name>CalendarView</name>
    <message>
        <source>上个月</source>
        <translation>Month before</translation>
    </message>
    <message>
        <source>下个月</source>
        <translation>Next month</translation>
    </message>
    <message>
        <source>会议日历</source>
        <translation>Calendar of meetings</translation>
    </message>
    <message>
        <source>一</source>
        <translation>Mon</translation>
    </message>
    <message>
        <source>二</source>
        <translation>Tue</translation>
    </message>
    <message>
        <source>三</source>
        <translation>Wed</translation>
    </message>
    <message>
        <source>四</source>
        <translation>Thu</translation>
    </message>
    <message>
        <source>五</source>
        <translation>Fri</translation>
    </message>
    <message>
        <source>六</source>
        <translation>Sat</translation>
    </message>
    <message>
        <source>日</source>
        <translation>Sun</translation>
    </message>
    <message>
        <source>{year}年{month}月</source>
        <translation>{month}/{year}</translation>
    </message>
</context>
<context>
    <name>CaptionDialog</name>
    <message>
        <source>附件说明</source>
        <translation>Caption of the attachment</translation>
    </message>
    <message>
        <source>说明</source>
        <translation>Caption</translation>
    </message>
    <message>
        <source>保存</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
</context>
<context>
    <name>CardPage</name>
    <message>
        <source>名单</source>
        <translation>List</translation>
    </message>
    <message>
        <source>回到名单（Esc）</source>
        <translation>Back to the list (Esc)</translation>
    </message>
    <message>
        <source>上一个（Alt+↑）</source>
        <translation>Previous (Alt+↑)</translation>
    </message>
    <message>
        <source>下一个（Alt+↓）</source>
        <translation>Next (Alt+↓)</translation>
    </message>
    <message>
        <source>新增成员</source>
        <translation>Add member</translation>
    </message>
    <message>
        <source>修改户</source>
        <translation>Edit household</translation>
    </message>
    <message>
        <source>打印户卡</source>
        <translation>Print household card</translation>
    </message>
    <message>
        <source>更多</source>
        <translation>More</translation>
    </message>
    <message>
        <source>户内成员</source>
        <translation>Members of the household</translation>
    </message>
    <message>
        <source>姓名</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>户主</source>
        <translation>Head of household</translation>
    </message>
    <message>
        <source>关系</source>
        <translation>Relation</translation>
    </message>
    <message>
        <source>性别</source>
        <translation>Sex</translation>
    </message>
    <message>
        <source>年龄</source>
        <translation>Age</translation>
    </message>
    <message>
        <source>身份证号</source>
        <translation>ID number</translation>
    </message>
    <message>
        <source>居住状态</source>
        <translation>Residence</translation>
    </message>
    <message>
        <source>手机</source>
        <translation>Mobile</translation>
    </message>
    <message>
        <source>标签</source>
        <translation>Tags</translation>
    </message>
    <message>
        <source>走访议程</source>
        <translation>Visit agenda</translation>
    </message>
    <message>
        <source>这一户到期和没办完的事，可打印带去走访（Ctrl+G）</source>
        <translation>What is due or open about this household, to print for a visit (Ctrl+G)</translation>
    </message>
    <message>
        <source>政治面貌</source>
        <translation>Political status</translation>
    </message>
    <message>
        <source>医保</source>
        <translation>Medical insurance</translation>
    </message>
    <message>
        <source>养老</source>
        <translation>Pension</translation>
    </message>
    <message>
        <source>出生日期</source>
        <translation>Date of birth</translation>
    </message>
    <message>
        <source>入户日期</source>
        <translation>Joined household on</translation>
    </message>
    <message>
        <source>不在任何户内的人</source>
        <translation>People in no household</translation>
    </message>
    <message>
        <source>{name} 户</source>
        <translation>Household of {name}</translation>
    </message>
    <message>
        <source>（无户主）</source>
        <translation>(no head)</translation>
    </message>
    <message>
        <source>无户编号</source>
        <translation>no household number</translation>
    </message>
    <message>
        <source>{n} 人，常住 {m} 人</source>
        <translation>{n} people, {m} living here</translation>
    </message>
    <message>
        <source>待核：{problems}</source>
        <translation>To be checked: {problems}</translation>
    </message>
    <message>
        <source>添加住房</source>
        <translation>Add dwelling</translation>
    </message>
    <message>
        <source>添加宅基地</source>
        <translation>Add homestead</translation>
    </message>
    <message>
        <source>添加承包合同</source>
        <translation>Add land contract</translation>
    </message>
    <message>
        <source>户主变更…</source>
        <translation>Change head…</translation>
    </message>
    <message>
        <source>分户…</source>
        <translation>Split household…</translation>
    </message>
    <message>
        <source>并户…</source>
        <translation>Merge households…</translation>
    </message>
    <message>
        <source>登记任务…</source>
        <translation>Record a task…</translation>
    </message>
    <message>
        <source>打印入户登记表…</source>
        <translation>Print visit form…</translation>
    </message>
    <message>
        <source>给选中的人开具证明…</source>
        <translation>Issue a certificate for the member…</translation>
    </message>
    <message>
        <source>户的变更记录</source>
        <translation>Changes of the household</translation>
    </message>
    <message>
        <source>查看某日的情况…</source>
        <translation>As of a past day…</translation>
    </message>
    <message>
        <source>户情况</source>
        <translation>Household</translation>
    </message>
    <message>
        <source>住房</source>
        <translation>Dwelling</translation>
    </message>
    <message>
        <source>土地</source>
        <translation>Land</translation>
    </message>
    <message>
        <source>添加地块</source>
        <translation>Add parcel</translation>
    </message>
    <message>
        <source>还没有登记。</source>
        <translation>Nothing recorded yet.</translation>
    </message>
    <message>
        <source>任务</source>
        <translation>Tasks</translation>
    </message>
    <message>
        <source>{title}（{state}）</source>
        <translation>{title} ({state})</translation>
    </message>
    <message>
        <source>{words}&#x3000;期限 {day}</source>
        <translation>{words}, due {day}</translation>
    </message>
    <message>
        <source>没有和这一户有关的任务。</source>
        <translation>No task concerns this household.</translation>
    </message>
    <message>
        <source>附件</source>
        <translation>Attachments</translation>
    </message>
    <message>
        <source>曾在本户</source>
        <translation>Formerly in this household</translation>
    </message>
</context>
<context>
    <name>CardsPage</name>
    <message>
        <source>这是预览，不算发卡。</source>
        <translation>This is a preview, no card is issued.</translation>
    </message>
    <message>
        <source>发卡打印…</source>
        <translation>Issue and print…</translation>
    </message>
    <message>
        <source>选中几户就发这几户，没有选就发列表里全部；一式三份</source>
        <translation>For the households chosen, or all in the list; three copies each</translation>
    </message>
    <message>
        <source>签收…</source>
        <translation>Signed…</translation>
    </message>
    <message>
        <source>受威胁户和明白卡</source>
        <translation>Threatened households and their cards</translation>
    </message>
    <message>
        <source>已发卡并存档。每户一式三份，农户、村里、乡镇各一份，请让户主签字。</source>
        <translation>Issued and archived. Three copies each: household, village, township; let the head sign.</translation>
    </message>
    <message>
        <source>会编号、存档，再打开打印。内容没变的照原编号重印。</source>
        <translation>They are numbered and archived, then printed. Cards that are still right keep their number.</translation>
    </message>
    <message>
        <source>发卡</source>
        <translation>Issue</translation>
    </message>
    <message>
        <source>明白卡预览</source>
        <translation>Preview of cards</translation>
    </message>
    <message>
        <source>明白卡签收</source>
        <translation>Cards signed</translation>
    </message>
    <message>
        <source>签收</source>
        <translation>Signed</translation>
    </message>
    <message>
        <source>签收日期</source>
        <translation>Signed on</translation>
    </message>
    <message>
        <source>代签人</source>
        <translation>Signed by</translation>
    </message>
    <message>
        <source>户主</source>
        <translation>Head</translation>
    </message>
    <message>
        <source>小组</source>
        <translation>Group</translation>
    </message>
    <message>
        <source>隐患点</source>
        <translation>Hazard site</translation>
    </message>
    <message>
        <source>卡</source>
        <translation>Card</translation>
    </message>
    <message>
        <source>变了什么</source>
        <translation>What changed</translation>
    </message>
    <message>
        <source>编号</source>
        <translation>Number</translation>
    </message>
    <message>
        <source>住址</source>
        <translation>Address</translation>
    </message>
    <message>
        <source>没有要发的卡</source>
        <translation>No card to issue</translation>
    </message>
    <message>
        <source>家里的人、监测人、信号、路线变了，要换的卡会出现在这里。</source>
        <translation>Cards to replace appear here when family, monitor, signal or route change.</translation>
    </message>
    <message>
        <source>这里没有</source>
        <translation>Nothing here</translation>
    </message>
    <message>
        <source>没有选中户</source>
        <translation>No household chosen</translation>
    </message>
    <message>
        <source>看这户</source>
        <translation>Household</translation>
    </message>
    <message>
        <source>避险明白卡（{n} 户）</source>
        <translation>Safety cards ({n} households)</translation>
    </message>
    <message>
        <source>列表里没有要发卡的户</source>
        <translation>No household in the list needs a card</translation>
    </message>
    <message>
        <source>请先选中待签收的户</source>
        <translation>Choose households that have to sign first</translation>
    </message>
    <message>
        <source>户主自己签的不用填</source>
        <translation>Empty when the head signed</translation>
    </message>
    <message>
        <source>明白卡</source>
        <translation>Cards</translation>
    </message>
    <message>
        <source>要发的</source>
        <translation>To issue</translation>
    </message>
    <message>
        <source>待签收</source>
        <translation>To be signed</translation>
    </message>
    <message>
        <source>有效</source>
        <translation>Good</translation>
    </message>
    <message>
        <source>要收回</source>
        <translation>To take back</translation>
    </message>
    <message>
        <source>全部</source>
        <translation>All</translation>
    </message>
    <message>
        <source>还发不了卡，请到“隐患点”里补全：{sites}</source>
        <translation>No cards yet, complete these hazard sites first: {sites}</translation>
    </message>
    <message>
        <source>只看：{site}</source>
        <translation>Only {site}</translation>
    </message>
    <message>
        <source>预览</source>
        <translation>Preview</translation>
    </message>
    <message>
        <source>已收回</source>
        <translation>Withdrawn</translation>
    </message>
    <message>
        <source>签字照片…</source>
        <translation>Picture of the signature…</translation>
    </message>
    <message>
        <source>看全部点</source>
        <translation>All sites</translation>
    </message>
    <message>
        <source>给 {n} 户发明白卡？</source>
        <translation>Issue cards to {n} households?</translation>
    </message>
    <message>
        <source>选中 {n} 户</source>
        <translation>{n} households chosen</translation>
    </message>
    <message>
        <source>隐患点：{site}</source>
        <translation>Hazard site: {site}</translation>
    </message>
    <message>
        <source>{n} 人</source>
        <translation>{n} people</translation>
    </message>
    <message>
        <source>变了：{what}</source>
        <translation>Changed: {what}</translation>
    </message>
    <message>
        <source>还缺：{what}</source>
        <translation>Missing: {what}</translation>
    </message>
    <message>
        <source>编号 {number}，{day} 发</source>
        <translation>No. {number}, issued {day}</translation>
    </message>
    <message>
        <source>{day} 签收</source>
        <translation>Signed {day}</translation>
    </message>
</context>
<context>
    <name>CaseDialog</name>
    <message>
        <source>需要时</source>
        <translation>if needed</translation>
    </message>
    <message>
        <source>代办立件</source>
        <translation>Open a case</translation>
    </message>
    <message>
        <source>立件</source>
        <translation>Open a case</translation>
    </message>
    <message>
        <source>办什么</source>
        <translation>Service</translation>
    </message>
    <message>
        <source>申请人</source>
        <translation>Applicant</translation>
    </message>
    <message>
        <source>姓名、拼音，回车选中；不在档案里的直接写姓名</source>
        <translation>Name or pinyin, Enter to choose; just the name for others</translation>
    </message>
    <message>
        <source>给本人办的不填</source>
        <translation>Empty for the applicant himself</translation>
    </message>
    <message>
        <source>怎么提出</source>
        <translation>How</translation>
    </message>
    <message>
        <source>发生日期</source>
        <translation>Happened on</translation>
    </message>
    <message>
        <source>电话</source>
        <translation>Telephone</translation>
    </message>
    <message>
        <source>空着用档案里的电话</source>
        <translation>Empty takes the register&apos;s</translation>
    </message>
    <message>
        <source>代办员</source>
        <translation>Agent</translation>
    </message>
    <message>
        <source>备注</source>
        <translation>Note</translation>
    </message>
    <message>
        <source>告知单…</source>
        <translation>Slip…</translation>
    </message>
    <message>
        <source>出生日期</source>
        <translation>Date of birth</translation>
    </message>
    <message>
        <source>死亡日期</source>
        <translation>Date of death</translation>
    </message>
    <message>
        <source>迁移日期</source>
        <translation>Moved on</translation>
    </message>
    <message>
        <source>为谁办</source>
        <translation>For whom</translation>
    </message>
    <message>
        <source>最晚申报：{day}</source>
        <translation>To be reported by: {day}</translation>
    </message>
    <message>
        <source>带：{papers}</source>
        <translation>Bring: {papers}</translation>
    </message>
    <message>
        <source>不用带材料</source>
        <translation>nothing</translation>
    </message>
    <message>
        <source>多久：{term}</source>
        <translation>Takes: {term}</translation>
    </message>
</context>
<context>
    <name>CatalogueDialog</name>
    <message>
        <source>公开目录</source>
        <translation>Catalogue of disclosure</translation>
    </message>
    <message>
        <source>找事项：名称、编号、依据</source>
        <translation>Find an item: name, code, basis</translation>
    </message>
    <message>
        <source>关闭</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>国家、省的规定随程序更新；本县的规定由县里下发，同步后自动采用。</source>
        <translation>What the nation and the province order comes with the program; what the county orders comes by sync and is followed at once.</translation>
    </message>
    <message>
        <source>国家</source>
        <translation>Nation</translation>
    </message>
    <message>
        <source>乡镇、村</source>
        <translation>Town or village</translation>
    </message>
    <message>
        <source>本县</source>
        <translation>County</translation>
    </message>
    <message>
        <source>本市</source>
        <translation>City</translation>
    </message>
    <message>
        <source>本省</source>
        <translation>Province</translation>
    </message>
    <message>
        <source>同一张表</source>
        <translation>Same sheet</translation>
    </message>
    <message>
        <source>多久一次</source>
        <translation>How often</translation>
    </message>
    <message>
        <source>谁来审核</source>
        <translation>Examined by</translation>
    </message>
    <message>
        <source>公开范围</source>
        <translation>Scope</translation>
    </message>
    <message>
        <source>公示期</source>
        <translation>Objections heard</translation>
    </message>
    <message>
        <source>即时公开</source>
        <translation>At once</translation>
    </message>
    <message>
        <source>印章</source>
        <translation>Seal</translation>
    </message>
    <message>
        <source>公开表</source>
        <translation>Sheet</translation>
    </message>
    <message>
        <source>什么情况下公开</source>
        <translation>Owed if</translation>
    </message>
    <message>
        <source>表上不出现</source>
        <translation>Never on the sheet</translation>
    </message>
    <message>
        <source>银行账号</source>
        <translation>Bank account</translation>
    </message>
    <message>
        <source>门牌地址</source>
        <translation>House address</translation>
    </message>
    <message>
        <source>致困原因</source>
        <translation>Cause of hardship</translation>
    </message>
    <message>
        <source>未成年人姓名</source>
        <translation>Names of minors</translation>
    </message>
    <message>
        <source>姓名</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>答“有”才要公开</source>
        <translation>Owed only where the answer is yes</translation>
    </message>
    <message>
        <source>依据</source>
        <translation>Basis</translation>
    </message>
    <message>
        <source>地方另有规定</source>
        <translation>Ordered otherwise here</translation>
    </message>
    <message>
        <source>{words}（{source}；{certainty}）</source>
        <translation>{words} ({source}; {certainty})</translation>
    </message>
    <message>
        <source>{level}：{field}，{day} 起，{source}</source>
        <translation>{level}: {field}, from {day}, {source}</translation>
    </message>
    <message>
        <source>编号</source>
        <translation>Code</translation>
    </message>
    <message>
        <source>公开事项</source>
        <translation>Item</translation>
    </message>
    <message>
        <source>规定来自</source>
        <translation>Ordered by</translation>
    </message>
    <message>
        <source>类别</source>
        <translation>Kind</translation>
    </message>
    <message>
        <source>{words}（本村设置；现行规定 {value}：{source}）</source>
        <translation>{words} (set here; the rule in force is {value}: {source})</translation>
    </message>
    <message>
        <source>没有写明出处</source>
        <translation>no source given</translation>
    </message>
    <message>
        <source>{days} 天内</source>
        <translation>within {days} days</translation>
    </message>
</context>
<context>
    <name>CertificateDialog</name>
    <message>
        <source>更换县平台证书</source>
        <translation>Another certificate of the county</translation>
    </message>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>核对并记下</source>
        <translation>Check and keep</translation>
    </message>
    <message>
        <source>县里通知换证书时才用。请照县里给的文件或书面通知填写，不要照网页、短信填写。两样都空着，就改认公共机构签的证书。</source>
        <translation>Only when the county says that its certificate changes. Follow the file or letter that the county gave you, never a web page or text message. With both left empty, certificates signed by public authorities are trusted.</translation>
    </message>
    <message>
        <source>正在联系县平台…</source>
        <translation>Asking the county…</translation>
    </message>
</context>
<context>
    <name>CertificateForm</name>
    <message>
        <source>未选择</source>
        <translation>None chosen</translation>
    </message>
    <message>
        <source>选择文件…</source>
        <translation>Choose file…</translation>
    </message>
    <message>
        <source>不用</source>
        <translation>Do not use</translation>
    </message>
    <message>
        <source>证书机构文件</source>
        <translation>Authority&apos;s file</translation>
    </message>
    <message>
        <source>县里用 U 盘给的 authority.pem；有它就只认县里自己签的证书</source>
        <translation>authority.pem, which the county brings on a USB stick; then only certificates signed by the county are trusted</translation>
    </message>
    <message>
        <source>证书指纹</source>
        <translation>Certificate fingerprint</translation>
    </message>
    <message>
        <source>接入单上的 64 位；换证书时两个都填，用逗号隔开</source>
        <translation>64 characters on the sheet; while a certificate changes enter both, with a comma between</translation>
    </message>
    <message>
        <source>证书 (*.pem *.crt *.cer)</source>
        <translation>Certificates (*.pem *.crt *.cer)</translation>
    </message>
</context>
<context>
    <name>CertificatePanel</name>
    <message>
        <source>没有选中证明</source>
        <translation>No certificate chosen</translation>
    </message>
    <message>
        <source>在左边选一份，这里显示开给谁、作什么用。</source>
        <translation>Choose one on the left; whom it is for is shown here.</translation>
    </message>
    <message>
        <source>{when} {who} 作废：{reason}</source>
        <translation>Voided {when} by {who}: {reason}</translation>
    </message>
    <message>
        <source>另一台电脑开的一张也是这个编号，校验码不同。请作废后开的一张，重新开具。</source>
        <translation>Another PC issued a certificate with this number and another check code. Please void the later one and issue it anew.</translation>
    </message>
    <message>
        <source>编号</source>
        <translation>Number</translation>
    </message>
    <message>
        <source>接收单位</source>
        <translation>Recipient</translation>
    </message>
    <message>
        <source>用途</source>
        <translation>Purpose</translation>
    </message>
    <message>
        <source>开具日期</source>
        <translation>Issued on</translation>
    </message>
    <message>
        <source>份数</source>
        <translation>Copies</translation>
    </message>
    <message>
        <source>{count} 份</source>
        <translation>{count}</translation>
    </message>
    <message>
        <source>开具人</source>
        <translation>Issued by</translation>
    </message>
    <message>
        <source>校验码</source>
        <translation>Check code</translation>
    </message>
    <message>
        <source>{name}：{value}</source>
        <translation>{name}: {value}</translation>
    </message>
    <message>
        <source>看存档…</source>
        <translation>Show the sheet…</translation>
    </message>
    <message>
        <source>看存档、再打印…</source>
        <translation>Show, print again…</translation>
    </message>
    <message>
        <source>作废…</source>
        <translation>Void…</translation>
    </message>
    <message>
        <source>存档有完整的身份证号，每次查看和打印都会记入日志。</source>
        <translation>The archived sheet shows the whole identity number; each look and print is logged.</translation>
    </message>
</context>
<context>
    <name>CertificatesPresenter</name>
    <message>
        <source>全年每个编号一行，作废的也在。打印会记入日志。</source>
        <translation>One line for each number of the year, void ones too. Printing is logged.</translation>
    </message>
    <message>
        <source>已开具 {number}，存档并登记了存根。</source>
        <translation>Issued {number}; archived, with its stub on record.</translation>
    </message>
    <message>
        <source>印好后在骑缝处盖章，撕下存根留村里。</source>
        <translation>Seal it across the cut, tear off the stub and keep it.</translation>
    </message>
    <message>
        <source>已作废，只能看，不能再打印。</source>
        <translation>Void: it can be looked at but not printed.</translation>
    </message>
    <message>
        <source>存档的原件。再打印会记入日志。</source>
        <translation>The archived original. Printing again is logged.</translation>
    </message>
    <message>
        <source>存档的证明</source>
        <translation>Archived certificate</translation>
    </message>
    <message>
        <source>作废证明</source>
        <translation>Void a certificate</translation>
    </message>
    <message>
        <source>为什么作废？编号、存档和存根都会保留。</source>
        <translation>Why is it void? Its number, archived sheet and stub are kept.</translation>
    </message>
    <message>
        <source>作废</source>
        <translation>Void</translation>
    </message>
    <message>
        <source>导出存根册</source>
        <translation>Export the stub book</translation>
    </message>
    <message>
        <source>Excel 工作簿 (*.xlsx);;CSV (*.csv)</source>
        <translation>Excel workbook (*.xlsx);;CSV (*.csv)</translation>
    </message>
    <message>
        <source>正在导出</source>
        <translation>Exporting</translation>
    </message>
    <message>
        <source>核对编号和校验码</source>
        <translation>Check number and code</translation>
    </message>
    <message>
        <source>打上编号和右下角的校验码，或者用扫码枪扫方块码。</source>
        <translation>Type the number and the check code at the foot, or scan the square code.</translation>
    </message>
    <message>
        <source>核对</source>
        <translation>Check</translation>
    </message>
    <message>
        <source>编号 {number} 的校验码不符，纸上的内容和存档不一样。</source>
        <translation>The check code of {number} does not agree; the paper says something else than the archive.</translation>
    </message>
    <message>
        <source>核对文件</source>
        <translation>Check a file</translation>
    </message>
    <message>
        <source>PDF 文件 (*.pdf)</source>
        <translation>PDF files (*.pdf)</translation>
    </message>
    <message>
        <source>这就是存档的证明 {number}，一字未改。</source>
        <translation>This is the archived certificate {number}, unchanged.</translation>
    </message>
    <message>
        <source>打印证明</source>
        <translation>Print certificate</translation>
    </message>
    <message>
        <source>证明 {number}</source>
        <translation>Certificate {number}</translation>
    </message>
    <message>
        <source>{year}年证明存根册</source>
        <translation>Stub book of {year}</translation>
    </message>
    <message>
        <source>这是存档的证明 {number}，但是已经作废。</source>
        <translation>This is the archived certificate {number}, but it is void.</translation>
    </message>
    <message>
        <source>没有这个编号的证明。</source>
        <translation>There is no certificate of this number.</translation>
    </message>
    <message>
        <source>编号 {number} 和校验码相符，请再对一对内容。</source>
        <translation>Number {number} and check code agree; please compare what it says too.</translation>
    </message>
    <message>
        <source>这个文件不是存档里的任何一份证明，可能被改动过。</source>
        <translation>This file is none of the archived certificates; it may have been changed.</translation>
    </message>
    <message>
        <source>已导出 {count} 份证明的存根。</source>
        <translation>Exported the stubs of {count} certificates.</translation>
    </message>
</context>
<context>
    <name>CertificatesScreen</name>
    <message>
        <source>找证明：姓名、编号、种类、用途</source>
        <translation>Find a certificate: name, number, kind, purpose</translation>
    </message>
    <message>
        <source>开具证明</source>
        <translation>Issue certificate</translation>
    </message>
    <message>
        <source>哪些不能开…</source>
        <translation>What is not issued…</translation>
    </message>
    <message>
        <source>存根册</source>
        <translation>Stub book</translation>
    </message>
    <message>
        <source>证明</source>
        <translation>Certificates</translation>
    </message>
    <message>
        <source>打印今年的存根册…</source>
        <translation>Print this year’s stub book…</translation>
    </message>
    <message>
        <source>导出今年的存根册…</source>
        <translation>Export this year’s stub book…</translation>
    </message>
    <message>
        <source>核对一个证明文件…</source>
        <translation>Check a certificate file…</translation>
    </message>
    <message>
        <source>核对编号和校验码…</source>
        <translation>Check number and code…</translation>
    </message>
    <message>
        <source>今年</source>
        <translation>This year</translation>
    </message>
    <message>
        <source>已作废</source>
        <translation>Void</translation>
    </message>
    <message>
        <source>全部</source>
        <translation>All</translation>
    </message>
    <message>
        <source>没有找到“{text}”</source>
        <translation>Nothing found for “{text}”</translation>
    </message>
    <message>
        <source>按 Ctrl+N 开具一份。清单以外的，点“哪些不能开”看该找谁。</source>
        <translation>Press Ctrl+N to issue one. For papers not on the list see “What is not issued”.</translation>
    </message>
    <message>
        <source>没有证明</source>
        <translation>No certificates</translation>
    </message>
    <message>
        <source>哪些证明不能开</source>
        <translation>Which certificates are not issued</translation>
    </message>
    <message>
        <source>打印今年的存根册</source>
        <translation>Print this year’s stub book</translation>
    </message>
    <message>
        <source>导出今年的存根册</source>
        <translation>Export this year’s stub book</translation>
    </message>
    <message>
        <source>核对证明文件是不是存档的那一份</source>
        <translation>Check a certificate file against the archive</translation>
    </message>
    <message>
        <source>核对证明的编号和校验码</source>
        <translation>Check number and code of a certificate</translation>
    </message>
</context>
<context>
    <name>CertificatesTable</name>
    <message>
        <source>编号</source>
        <translation>Number</translation>
    </message>
    <message>
        <source>日期</source>
        <translation>Day</translation>
    </message>
    <message>
        <source>姓名</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>种类</source>
        <translation>Kind</translation>
    </message>
    <message>
        <source>接收单位</source>
        <translation>Recipient</translation>
    </message>
    <message>
        <source>用途</source>
        <translation>Purpose</translation>
    </message>
    <message>
        <source>开具人</source>
        <translation>Issued by</translation>
    </message>
    <message>
        <source>状态</source>
        <translation>State</translation>
    </message>
    <message>
        <source>编号重复</source>
        <translation>Number given twice</translation>
    </message>
    <message>
        <source>有效</source>
        <translation>Good</translation>
    </message>
    <message>
        <source>已作废</source>
        <translation>Void</translation>
    </message>
</context>
<context>
    <name>ChangesDialog</name>
    <message>
        <source>修改记录：{title}</source>
        <translation>Changes of {title}</translation>
    </message>
    <message>
        <source>登记</source>
        <translation>Register</translation>
    </message>
    <message>
        <source>修改</source>
        <translation>Change</translation>
    </message>
    <message>
        <source>删除</source>
        <translation>Delete</translation>
    </message>
    <message>
        <source>（空）</source>
        <translation>(empty)</translation>
    </message>
    <message>
        <source>{name}：{before} → {after}</source>
        <translation>{name}: {before} → {after}</translation>
    </message>
    <message>
        <source>关闭</source>
        <translation>Close</translation>
    </message>
</context>
<context>
    <name>ChartsPage</name>
    <message>
        <source>各项收入</source>
        <translation>Income by item</translation>
    </message>
    <message>
        <source>各项支出</source>
        <translation>Expenditure by item</translation>
    </message>
    <message>
        <source>各月收支</source>
        <translation>By month</translation>
    </message>
    <message>
        <source>做成公开图示</source>
        <translation>Make a sheet of it</translation>
    </message>
    <message>
        <source>收入都从哪里来</source>
        <translation>Where the income comes from</translation>
    </message>
    <message>
        <source>钱都用到哪里去</source>
        <translation>Where the money goes</translation>
    </message>
    <message>
        <source>单位：元。点一根横条，看它的每一笔。</source>
        <translation>In yuan. Click a bar to see its entries.</translation>
    </message>
    <message>
        <source>收入</source>
        <translation>Income</translation>
    </message>
    <message>
        <source>支出</source>
        <translation>Expenditure</translation>
    </message>
    <message>
        <source>本期没有发生</source>
        <translation>Nothing in this period</translation>
    </message>
    <message>
        <source>{month}月</source>
        <translation>Month {month}</translation>
    </message>
</context>
<context>
    <name>CheckDialog</name>
    <message>
        <source>输入汉字或拼音首字母</source>
        <translation>Type hanzi or pinyin initials</translation>
    </message>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>确定</source>
        <translation>OK</translation>
    </message>
</context>
<context>
    <name>ChipBar</name>
    <message>
        <source>筛选条件</source>
        <translation>Filters</translation>
    </message>
    <message>
        <source>清除全部</source>
        <translation>Clear all</translation>
    </message>
    <message>
        <source>Esc 也可以清除</source>
        <translation>Esc clears too</translation>
    </message>
    <message>
        <source>去掉条件：{words}</source>
        <translation>Remove filter: {words}</translation>
    </message>
    <message>
        <source>去掉这个条件</source>
        <translation>Remove this filter</translation>
    </message>
</context>
<context>
    <name>ClaimDialog</name>
    <message>
        <source>登记积分</source>
        <translation>Enter points</translation>
    </message>
    <message>
        <source>做了什么、谁可以证明；走访写户主姓名</source>
        <translation>What was done and who can testify; for a visit the head of the household</translation>
    </message>
    <message>
        <source>项目</source>
        <translation>Item</translation>
    </message>
    <message>
        <source>分值</source>
        <translation>Points</translation>
    </message>
    <message>
        <source>日期</source>
        <translation>Day</translation>
    </message>
    <message>
        <source>依据</source>
        <translation>Evidence</translation>
    </message>
    <message>
        <source>备注</source>
        <translation>Remark</translation>
    </message>
    <message>
        <source>记给 {count} 个对象：{names}</source>
        <translation>For {count}: {names}</translation>
    </message>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>登记</source>
        <translation>Enter</translation>
    </message>
    <message>
        <source>登记后在“待确认”里等确认，确认后才计分。</source>
        <translation>Entered points wait under To be confirmed and count once confirmed.</translation>
    </message>
    <message>
        <source>{range}，由支部（评议小组）定</source>
        <translation>{range}, decided by the branch or panel</translation>
    </message>
    <message>
        <source>请选一项。</source>
        <translation>Please choose an item.</translation>
    </message>
    <message>
        <source>请填分值，如 3 或 0.5。</source>
        <translation>Please give points, such as 3 or 0.5.</translation>
    </message>
</context>
<context>
    <name>ClashDialog</name>
    <message>
        <source>撤销</source>
        <translation>Undo</translation>
    </message>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>在那以后，下面 {count} 条记录又被改过。没有打勾的保持现在的样子，打勾的一并退回。</source>
        <translation>Since then the {count} records below were edited again. Those not ticked stay as they are now, ticked ones go back too.</translation>
    </message>
    <message>
        <source>（没有名称的记录）</source>
        <translation>(record without a name)</translation>
    </message>
    <message>
        <source>后来又改过的记录</source>
        <translation>Records edited since</translation>
    </message>
    <message>
        <source>全部打勾</source>
        <translation>Tick all</translation>
    </message>
    <message>
        <source>这条记录后来已被删除，不再处理。</source>
        <translation>This record was deleted later and is left alone.</translation>
    </message>
    <message>
        <source>这是那次新增的，后来又改过。</source>
        <translation>Added at that time and edited since.</translation>
    </message>
    <message>
        <source>{field}：那次登记“{then}”，现在“{now}”</source>
        <translation>{field}: entered then as “{then}”, now “{now}”</translation>
    </message>
    <message>
        <source>{field}：原来“{before}”，那次改为“{then}”，现在“{now}”</source>
        <translation>{field}: was “{before}”, then changed to “{then}”, now “{now}”</translation>
    </message>
    <message>
        <source>打勾：连同后来的改动一起删除。</source>
        <translation>Ticked: deleted together with the later edits.</translation>
    </message>
    <message>
        <source>打勾：退回原来的内容。</source>
        <translation>Ticked: goes back to what stood there before.</translation>
    </message>
    <message>
        <source>空</source>
        <translation>empty</translation>
    </message>
</context>
<context>
    <name>CloseDialog</name>
    <message>
        <source>结束求职登记</source>
        <translation>Close the registration</translation>
    </message>
    <message>
        <source>保存</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>找到工作了</source>
        <translation>Found work</translation>
    </message>
    <message>
        <source>不找了</source>
        <translation>Looks no longer</translation>
    </message>
    <message>
        <source>谁</source>
        <translation>Who</translation>
    </message>
    <message>
        <source>结果</source>
        <translation>Result</translation>
    </message>
    <message>
        <source>在哪里工作</source>
        <translation>Works where</translation>
    </message>
    <message>
        <source>写进民情档案的就业去向</source>
        <translation>Goes into the register</translation>
    </message>
    <message>
        <source>做什么</source>
        <translation>As what</translation>
    </message>
</context>
<context>
    <name>ClosingDialog</name>
    <message>
        <source>{year}年积分结账</source>
        <translation>Closing the points of {year}</translation>
    </message>
    <message>
        <source>结账</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>结账后这一季度的分数不再变动；以后补记和冲销的都记入下一季度，并注明。</source>
        <translation>A closed quarter keeps its figures; whatever comes later is booked in the next quarter with a note.</translation>
    </message>
    <message>
        <source>年度结账</source>
        <translation>Close the year</translation>
    </message>
    <message>
        <source>结账的会议</source>
        <translation>Meeting that closes it</translation>
    </message>
    <message>
        <source>四个季度都结账以后，由会议办年度结账；下一年从零开始。</source>
        <translation>A meeting closes the year once all four quarters are closed; the next one begins at nothing.</translation>
    </message>
    <message>
        <source>先在“会议”里登记听取积分情况的会议，再来办年度结账。</source>
        <translation>Enter the meeting that heard the points under Meetings first, then close the year.</translation>
    </message>
    <message>
        <source>已办年度结账</source>
        <translation>Year closed</translation>
    </message>
    <message>
        <source>关闭</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>{day} 已结账</source>
        <translation>Closed on {day}</translation>
    </message>
    <message>
        <source>还没有结束</source>
        <translation>Not over yet</translation>
    </message>
    <message>
        <source>可以结账；还有 {count} 笔待确认，会移到下一季度</source>
        <translation>Can be closed; {count} waiting entries move to the next quarter</translation>
    </message>
    <message>
        <source>可以结账</source>
        <translation>Can be closed</translation>
    </message>
</context>
<context>
    <name>CollectDialog</name>
    <message>
        <source>收党费</source>
        <translation>Collect dues</translation>
    </message>
    <message>
        <source>交到哪个月</source>
        <translation>Paid until month</translation>
    </message>
    <message>
        <source>从每个人欠交的第一个月算起</source>
        <translation>From each one&apos;s first open month</translation>
    </message>
    <message>
        <source>交纳日期</source>
        <translation>Paid on</translation>
    </message>
    <message>
        <source>备注</source>
        <translation>Remark</translation>
    </message>
    <message>
        <source>{name}交的金额</source>
        <translation>What {name} pays</translation>
    </message>
    <message>
        <source>元</source>
        <translation>yuan</translation>
    </message>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>登记</source>
        <translation>Enter</translation>
    </message>
    <message>
        <source>{first} 至 {last}，{count} 个月</source>
        <translation>{first} to {last}, {count} months</translation>
    </message>
    <message>
        <source>已经交到这个月</source>
        <translation>Paid until then already</translation>
    </message>
    <message>
        <source>{count} 人，共 {amount} 元</source>
        <translation>{count} people, {amount} yuan in all</translation>
    </message>
    <message>
        <source>请写成“2026年6月”这样。</source>
        <translation>Please write it like 2026-06.</translation>
    </message>
</context>
<context>
    <name>ColumnChooser</name>
    <message>
        <source>找列：打几个字，回车加入；没有的就成为自填列</source>
        <translation>Find a column: type, Enter adds it; an unknown one is typed by hand</translation>
    </message>
    <message>
        <source>可以选的列</source>
        <translation>Columns on offer</translation>
    </message>
    <message>
        <source>选好的列</source>
        <translation>Columns chosen</translation>
    </message>
    <message>
        <source>加入</source>
        <translation>Add</translation>
    </message>
    <message>
        <source>移出</source>
        <translation>Take out</translation>
    </message>
    <message>
        <source>上移</source>
        <translation>Up</translation>
    </message>
    <message>
        <source>下移</source>
        <translation>Down</translation>
    </message>
    <message>
        <source>表里的列（可以拖动）</source>
        <translation>Columns of the table (drag to move)</translation>
    </message>
</context>
<context>
    <name>ColumnDialog</name>
    <message>
        <source>选择列</source>
        <translation>Choose columns</translation>
    </message>
    <message>
        <source>找一列（可打拼音首字母）</source>
        <translation>Find a column (pinyin initials work)</translation>
    </message>
    <message>
        <source>列</source>
        <translation>Columns</translation>
    </message>
    <message>
        <source>上移</source>
        <translation>Move up</translation>
    </message>
    <message>
        <source>下移</source>
        <translation>Move down</translation>
    </message>
    <message>
        <source>恢复默认</source>
        <translation>Restore defaults</translation>
    </message>
    <message>
        <source>空格勾选，Alt+↑↓ 调整先后。</source>
        <translation>Space ticks, Alt+↑↓ changes the order.</translation>
    </message>
</context>
<context>
    <name>ColumnGrid</name>
    <message>
        <source>列</source>
        <translation>Columns</translation>
    </message>
    <message>
        <source>印在表上的列</source>
        <translation>Columns printed</translation>
    </message>
    <message>
        <source>宽度</source>
        <translation>Width</translation>
    </message>
    <message>
        <source>说明</source>
        <translation>Caption</translation>
    </message>
    <message>
        <source>空白，手写</source>
        <translation>empty, by hand</translation>
    </message>
    <message>
        <source>遮盖</source>
        <translation>masked</translation>
    </message>
    <message>
        <source>必须公开</source>
        <translation>must be disclosed</translation>
    </message>
</context>
<context>
    <name>ColumnsPage</name>
    <message>
        <source>（不导入）</source>
        <translation>(not imported)</translation>
    </message>
    <message>
        <source>工作表</source>
        <translation>Sheet</translation>
    </message>
    <message>
        <source>这张表不导入</source>
        <translation>Do not import this sheet</translation>
    </message>
    <message>
        <source>重新选择文件</source>
        <translation>Choose another file</translation>
    </message>
    <message>
        <source>下一步：预览</source>
        <translation>Next: preview</translation>
    </message>
    <message>
        <source>请核对每一列是什么。拿不准的列已标出；记住以后，同样的表头下次自动对好。</source>
        <translation>Please check what each column is. Doubtful ones are marked; what you choose is remembered for the same headings.</translation>
    </message>
    <message>
        <source>备注</source>
        <translation>Remarks</translation>
    </message>
    <message>
        <source>家庭成员（一格多人）</source>
        <translation>Members (several in one cell)</translation>
    </message>
    <message>
        <source>户主身份证号码</source>
        <translation>ID number of the head</translation>
    </message>
    <message>
        <source>序号（不导入）</source>
        <translation>Serial number (not imported)</translation>
    </message>
    <message>
        <source>年龄（不导入，由出生日期算出）</source>
        <translation>Age (not imported, follows from the date of birth)</translation>
    </message>
    <message>
        <source>人口数（不导入，用来核对）</source>
        <translation>Number of people (not imported, used for checking)</translation>
    </message>
    <message>
        <source>错误表的“原因”（不导入）</source>
        <translation>“原因” (reason) of an error workbook (not imported)</translation>
    </message>
    <message>
        <source>错误表的“建议”（不导入）</source>
        <translation>“建议” (advice) of an error workbook (not imported)</translation>
    </message>
    <message>
        <source>签字（不导入）</source>
        <translation>Signature (not imported)</translation>
    </message>
    <message>
        <source>{sheet}（{count} 行）</source>
        <translation>{sheet} ({count} rows)</translation>
    </message>
    <message>
        <source>{sheet}&#x3000;不导入</source>
        <translation>{sheet}, not imported</translation>
    </message>
    <message>
        <source>表头</source>
        <translation>Heading</translation>
    </message>
    <message>
        <source>内容举例</source>
        <translation>Sample content</translation>
    </message>
    <message>
        <source>对应项目</source>
        <translation>Field</translation>
    </message>
    <message>
        <source>“{heading}”列对应的项目</source>
        <translation>Field for the column “{heading}”</translation>
    </message>
    <message>
        <source>您已选定</source>
        <translation>Chosen by you</translation>
    </message>
    <message>
        <source>没有对应项目</source>
        <translation>No field</translation>
    </message>
    <message>
        <source>请确认 {percent}%</source>
        <translation>Please confirm, {percent}%</translation>
    </message>
    <message>
        <source>确定</source>
        <translation>Certain</translation>
    </message>
    <message>
        <source>较有把握 {percent}%</source>
        <translation>Fairly sure, {percent}%</translation>
    </message>
</context>
<context>
    <name>CommandPalette</name>
    <message>
        <source>找人、找户，或者输入要做的事（可打拼音首字母）</source>
        <translation>Find people or households, or type what to do (pinyin initials work)</translation>
    </message>
    <message>
        <source>结果</source>
        <translation>Results</translation>
    </message>
    <message>
        <source>没有找到。可以打姓名、拼音、证件后四位、电话或户号。</source>
        <translation>Nothing found. Try a name, pinyin, the last four digits of the ID, a phone or household number.</translation>
    </message>
</context>
<context>
    <name>ConcludeDialog</name>
    <message>
        <source>满意，办结</source>
        <translation>Content, settled</translation>
    </message>
    <message>
        <source>不满意</source>
        <translation>Not content</translation>
    </message>
    <message>
        <source>提出人</source>
        <translation>Brought by</translation>
    </message>
    <message>
        <source>下一步</source>
        <translation>Next step</translation>
    </message>
    <message>
        <source>日期</source>
        <translation>Day</translation>
    </message>
</context>
<context>
    <name>ConductDialog</name>
    <message>
        <source>起草公示</source>
        <translation>Draft notice</translation>
    </message>
    <message>
        <source>现实表现</source>
        <translation>Conduct</translation>
    </message>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>起草</source>
        <translation>Draft</translation>
    </message>
    <message>
        <source>印在公示上，取自最近一次考察，可以改。其他各项按名册和民情档案填好。</source>
        <translation>Printed on the notice; taken from the latest review and open to change. All else is filled in from the record and the register.</translation>
    </message>
</context>
<context>
    <name>ConflictBadge</name>
    <message>
        <source>和县里有 {n} 处冲突，点这里处理</source>
        <translation>{n} conflicts with the county: decide here</translation>
    </message>
</context>
<context>
    <name>ConflictDialog</name>
    <message>
        <source>冲突：{record}</source>
        <translation>Conflict: {record}</translation>
    </message>
    <message>
        <source>整条记录</source>
        <translation>Whole record</translation>
    </message>
    <message>
        <source>项目</source>
        <translation>Field</translation>
    </message>
    <message>
        <source>县里现在的值</source>
        <translation>County&apos;s value now</translation>
    </message>
    <message>
        <source>另一个值</source>
        <translation>Other value</translation>
    </message>
    <message>
        <source>保留县里的</source>
        <translation>Keep the county&apos;s</translation>
    </message>
    <message>
        <source>改用另一个</source>
        <translation>Use the other one</translation>
    </message>
    <message>
        <source>两个都不对，填正确的</source>
        <translation>Neither is right; type the right one</translation>
    </message>
    <message>
        <source>用填的值</source>
        <translation>Use what I typed</translation>
    </message>
    <message>
        <source>以后再说</source>
        <translation>Later</translation>
    </message>
    <message>
        <source>（空）</source>
        <translation>(empty)</translation>
    </message>
    <message>
        <source>本机档案里现在是：{value}</source>
        <translation>This PC&apos;s register now has: {value}</translation>
    </message>
</context>
<context>
    <name>ContactDialog</name>
    <message>
        <source>登记联系</source>
        <translation>Enter a contact</translation>
    </message>
    <message>
        <source>联系上了</source>
        <translation>Reached</translation>
    </message>
    <message>
        <source>联系方式</source>
        <translation>By</translation>
    </message>
    <message>
        <source>情况</source>
        <translation>Notes</translation>
    </message>
    <message>
        <source>如 在杭州务工，身体好</source>
        <translation>Such as: works in Hangzhou, in good health</translation>
    </message>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>登记</source>
        <translation>Enter</translation>
    </message>
    <message>
        <source>今天联系：{names}</source>
        <translation>Contacted today: {names}</translation>
    </message>
</context>
<context>
    <name>CovenantPage</name>
    <message>
        <source>草案</source>
        <translation>Draft</translation>
    </message>
    <message>
        <source>未备案</source>
        <translation>Not filed</translation>
    </message>
    <message>
        <source>有效</source>
        <translation>Good</translation>
    </message>
    <message>
        <source>已废止</source>
        <translation>Repealed</translation>
    </message>
    <message>
        <source>要改</source>
        <translation>To change</translation>
    </message>
    <message>
        <source>加一条</source>
        <translation>Add an article</translation>
    </message>
    <message>
        <source>起草新版</source>
        <translation>Draft a new version</translation>
    </message>
    <message>
        <source>登记通过…</source>
        <translation>Note adoption…</translation>
    </message>
    <message>
        <source>登记备案…</source>
        <translation>Note filing…</translation>
    </message>
    <message>
        <source>打印…</source>
        <translation>Print…</translation>
    </message>
    <message>
        <source>村规民约条文</source>
        <translation>Articles of the covenant</translation>
    </message>
    <message>
        <source>先起草新版？</source>
        <translation>Draft a new version first?</translation>
    </message>
    <message>
        <source>现行条文会复制成草案，在草案上加一条，村民会议通过以后整份替换。</source>
        <translation>Articles in force are copied as a draft; add to it, and the assembly replaces the whole.</translation>
    </message>
    <message>
        <source>保存</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>村规民约由村民会议通过、报乡镇备案；不能罚款，不能侵犯人身和财产权利。</source>
        <translation>The covenant is adopted by the assembly and filed with the township; it must not fine or infringe rights.</translation>
    </message>
    <message>
        <source>编号</source>
        <translation>Number</translation>
    </message>
    <message>
        <source>标题</source>
        <translation>Title</translation>
    </message>
    <message>
        <source>内容</source>
        <translation>Content</translation>
    </message>
    <message>
        <source>违反一次最少扣</source>
        <translation>A breach takes at least</translation>
    </message>
    <message>
        <source>最多扣</source>
        <translation>At most</translation>
    </message>
    <message>
        <source>红黑榜</source>
        <translation>Red and black board</translation>
    </message>
    <message>
        <source>合法性核对</source>
        <translation>Legal check</translation>
    </message>
    <message>
        <source>整份草案一起通过，现行的条文同时废止。</source>
        <translation>The whole draft is adopted at once; articles in force are repealed by it.</translation>
    </message>
    <message>
        <source>登记备案</source>
        <translation>Note filing</translation>
    </message>
    <message>
        <source>登记</source>
        <translation>Register</translation>
    </message>
    <message>
        <source>备案日期</source>
        <translation>Filed on</translation>
    </message>
    <message>
        <source>备案机关</source>
        <translation>Filed with</translation>
    </message>
    <message>
        <source>扣分</source>
        <translation>Points taken</translation>
    </message>
    <message>
        <source>状态</source>
        <translation>State</translation>
    </message>
    <message>
        <source>没有选中条文</source>
        <translation>No article chosen</translation>
    </message>
    <message>
        <source>修改条文</source>
        <translation>Change the article</translation>
    </message>
    <message>
        <source>2 到 10 分；不扣分就空着</source>
        <translation>2 to 10 points; empty for none</translation>
    </message>
    <message>
        <source>条文有疑问又确实没有问题的，写明谁核对的</source>
        <translation>Where words give a doubt without reason, say who checked</translation>
    </message>
    <message>
        <source>还没有登记过村民会议。请先到“会议”里登记那次会议。</source>
        <translation>No assembly is on record. Please enter it under meetings first.</translation>
    </message>
    <message>
        <source>登记通过</source>
        <translation>Note adoption</translation>
    </message>
    <message>
        <source>村民会议</source>
        <translation>Assembly</translation>
    </message>
    <message>
        <source>村规民约草案</source>
        <translation>Draft covenant</translation>
    </message>
    <message>
        <source>村规民约</source>
        <translation>Village covenant</translation>
    </message>
    <message>
        <source>草案印有“征求意见”。</source>
        <translation>The draft is marked as one to comment on.</translation>
    </message>
    <message>
        <source>印好发到各户，贴在公开栏。</source>
        <translation>For every household and the board.</translation>
    </message>
    <message>
        <source>现行</source>
        <translation>Current</translation>
    </message>
    <message>
        <source>违反一次扣分：{points}</source>
        <translation>A breach takes: {points}</translation>
    </message>
    <message>
        <source>还没有登记村规民约</source>
        <translation>No covenant yet</translation>
    </message>
    <message>
        <source>按 Ctrl+N 一条一条写成草案，村民会议通过、报乡镇备案以后生效。</source>
        <translation>Ctrl+N drafts an article; it is in force once adopted by the assembly and filed.</translation>
    </message>
    <message>
        <source>没有草案</source>
        <translation>No draft</translation>
    </message>
    <message>
        <source>按 Ctrl+N 加一条，或者从现行的起草新版。</source>
        <translation>Ctrl+N adds an article, or draft a new version of the current one.</translation>
    </message>
    <message>
        <source>没有废止的条文</source>
        <translation>Nothing was repealed</translation>
    </message>
    <message>
        <source>修改…</source>
        <translation>Edit…</translation>
    </message>
    <message>
        <source>删除</source>
        <translation>Delete</translation>
    </message>
    <message>
        <source>违反的可以上榜</source>
        <translation>A breach may stand on the board</translation>
    </message>
    <message>
        <source>{day} 村民会议通过</source>
        <translation>adopted by the assembly on {day}</translation>
    </message>
    <message>
        <source>{day} 报{whom}备案</source>
        <translation>filed with {whom} on {day}</translation>
    </message>
    <message>
        <source>{day} 废止</source>
        <translation>repealed on {day}</translation>
    </message>
    <message>
        <source>已把 {count} 条复制成草案，改好后交村民会议。</source>
        <translation>{count} articles copied as a draft for the assembly.</translation>
    </message>
    <message>
        <source>已通过。请尽快报乡镇备案，备案以后生效。</source>
        <translation>Adopted. Please file it with the township soon; it counts from then on.</translation>
    </message>
    <message>
        <source>合法性核对：{note}</source>
        <translation>Legal check: {note}</translation>
    </message>
    <message>
        <source>可以上榜</source>
        <translation>may stand on the board</translation>
    </message>
</context>
<context>
    <name>CreditPage</name>
    <message>
        <source>等级</source>
        <translation>Grade</translation>
    </message>
    <message>
        <source>最低积分</source>
        <translation>Least points</translation>
    </message>
    <message>
        <source>额度（元）</source>
        <translation>Line (yuan)</translation>
    </message>
    <message>
        <source>利率</source>
        <translation>Interest</translation>
    </message>
    <message>
        <source>等级表</source>
        <translation>Table of grades</translation>
    </message>
    <message>
        <source>有效</source>
        <translation>Good</translation>
    </message>
    <message>
        <source>快到期</source>
        <translation>Due soon</translation>
    </message>
    <message>
        <source>已到期</source>
        <translation>Ended</translation>
    </message>
    <message>
        <source>已撤回</source>
        <translation>Withdrawn</translation>
    </message>
    <message>
        <source>不推荐</source>
        <translation>Not recommended</translation>
    </message>
    <message>
        <source>推荐</source>
        <translation>Recommended</translation>
    </message>
    <message>
        <source>授权已失效</source>
        <translation>Consent ended</translation>
    </message>
    <message>
        <source>登记授权</source>
        <translation>Enter a consent</translation>
    </message>
    <message>
        <source>打印授权书…</source>
        <translation>Print forms…</translation>
    </message>
    <message>
        <source>开一次评议</source>
        <translation>Hold a sitting</translation>
    </message>
    <message>
        <source>录入银行的表</source>
        <translation>Enter a bank&apos;s table</translation>
    </message>
    <message>
        <source>没有授权</source>
        <translation>No consents</translation>
    </message>
    <message>
        <source>先打印授权书请各户签字，签好以后登记；没有授权的户不上推荐名单。</source>
        <translation>Print forms, have them signed and enter them; without consent no household is on the list.</translation>
    </message>
    <message>
        <source>登记</source>
        <translation>Register</translation>
    </message>
    <message>
        <source>照签好的授权书填写；纸质的由村里存档。</source>
        <translation>As on the signed paper, which the village keeps.</translation>
    </message>
    <message>
        <source>户</source>
        <translation>Household</translation>
    </message>
    <message>
        <source>签字人</source>
        <translation>Signed by</translation>
    </message>
    <message>
        <source>银行</source>
        <translation>Bank</translation>
    </message>
    <message>
        <source>用途</source>
        <translation>Purpose</translation>
    </message>
    <message>
        <source>内容</source>
        <translation>Content</translation>
    </message>
    <message>
        <source>签字日期</source>
        <translation>Signed on</translation>
    </message>
    <message>
        <source>有效期到</source>
        <translation>Valid until</translation>
    </message>
    <message>
        <source>登记撤回</source>
        <translation>Note withdrawal</translation>
    </message>
    <message>
        <source>撤回授权</source>
        <translation>Withdraw</translation>
    </message>
    <message>
        <source>撤回以后不再放进名单；已经移交的请告诉银行。</source>
        <translation>It is on no list from then on; tell the bank what was handed over.</translation>
    </message>
    <message>
        <source>撤回日期</source>
        <translation>Withdrawn on</translation>
    </message>
    <message>
        <source>打印授权书</source>
        <translation>Print consent forms</translation>
    </message>
    <message>
        <source>继续</source>
        <translation>Continue</translation>
    </message>
    <message>
        <source>还没有评议</source>
        <translation>No sittings yet</translation>
    </message>
    <message>
        <source>开一次评议，程序列出有授权的户，带上积分和等级。</source>
        <translation>A sitting lists households that consented, with points and grades.</translation>
    </message>
    <message>
        <source>推荐名单</source>
        <translation>Recommendations</translation>
    </message>
    <message>
        <source>定为不推荐</source>
        <translation>Don&apos;t recommend</translation>
    </message>
    <message>
        <source>移交名单</source>
        <translation>Hand the list over</translation>
    </message>
    <message>
        <source>交给谁？写姓名和单位。会记入日志。</source>
        <translation>To whom? Name and bank; it is logged.</translation>
    </message>
    <message>
        <source>工作簿 (*.xlsx)</source>
        <translation>Workbook (*.xlsx)</translation>
    </message>
    <message>
        <source>参考表（银行没有给表以前用）</source>
        <translation>Reference table (until the bank gives its own)</translation>
    </message>
    <message>
        <source>户主</source>
        <translation>Head</translation>
    </message>
    <message>
        <source>小组</source>
        <translation>Group</translation>
    </message>
    <message>
        <source>状态</source>
        <translation>State</translation>
    </message>
    <message>
        <source>评议日期</source>
        <translation>Held on</translation>
    </message>
    <message>
        <source>移交</source>
        <translation>Handed over</translation>
    </message>
    <message>
        <source>版本</source>
        <translation>Versions</translation>
    </message>
    <message>
        <source>从哪天起</source>
        <translation>From</translation>
    </message>
    <message>
        <source>积分</source>
        <translation>Points</translation>
    </message>
    <message>
        <source>说明</source>
        <translation>Remark</translation>
    </message>
    <message>
        <source>没有选中授权</source>
        <translation>No consent chosen</translation>
    </message>
    <message>
        <source>签字的授权书…</source>
        <translation>Signed paper…</translation>
    </message>
    <message>
        <source>看这户</source>
        <translation>Household</translation>
    </message>
    <message>
        <source>家庭积分提供授权书</source>
        <translation>Consent forms</translation>
    </message>
    <message>
        <source>一式两份，请户内成年人签字。不愿意的不勉强。</source>
        <translation>Two copies, signed by an adult of the household, and only by who is willing.</translation>
    </message>
    <message>
        <source>没有选中评议</source>
        <translation>No sitting chosen</translation>
    </message>
    <message>
        <source>还没有授权的户每户一张。</source>
        <translation>One form for each household that has not consented.</translation>
    </message>
    <message>
        <source>小组（不选就是全村）</source>
        <translation>Groups (none: all)</translation>
    </message>
    <message>
        <source>列出名单</source>
        <translation>Make the list</translation>
    </message>
    <message>
        <source>只列有效授权的户；评议人的自家和近亲属家自动回避。</source>
        <translation>Only households whose consent holds; members of the panel stand aside for relatives.</translation>
    </message>
    <message>
        <source>哪年的积分</source>
        <translation>Points of the year</translation>
    </message>
    <message>
        <source>评议人</source>
        <translation>Panel</translation>
    </message>
    <message>
        <source>备注</source>
        <translation>Note</translation>
    </message>
    <message>
        <source>导出名单</source>
        <translation>Export the list</translation>
    </message>
    <message>
        <source>没有等级表</source>
        <translation>No table</translation>
    </message>
    <message>
        <source>没有选中等级表</source>
        <translation>No table chosen</translation>
    </message>
    <message>
        <source>村里只按表对应等级，授信与否、额度、利率由银行决定。</source>
        <translation>The village only reads the grade; the bank decides credit, line and interest.</translation>
    </message>
    <message>
        <source>未移交</source>
        <translation>Not yet</translation>
    </message>
    <message>
        <source>参考表</source>
        <translation>Reference</translation>
    </message>
    <message>
        <source>农户授权</source>
        <translation>Consents</translation>
    </message>
    <message>
        <source>银行等级表</source>
        <translation>Banks&apos; tables</translation>
    </message>
    <message>
        <source>要重签</source>
        <translation>To renew</translation>
    </message>
    <message>
        <source>已结束</source>
        <translation>Closed</translation>
    </message>
    <message>
        <source>全部</source>
        <translation>All</translation>
    </message>
    <message>
        <source>全部评议</source>
        <translation>All sittings</translation>
    </message>
    <message>
        <source>全部版本</source>
        <translation>All versions</translation>
    </message>
    <message>
        <source>登记撤回…</source>
        <translation>Note withdrawal…</translation>
    </message>
    <message>
        <source>{day} 交给 {whom}</source>
        <translation>handed to {whom} on {day}</translation>
    </message>
    <message>
        <source>{count} 户的授权已失效，不会移交。</source>
        <translation>Consents of {count} households have ended; they are not handed over.</translation>
    </message>
    <message>
        <source>推荐/不推荐…</source>
        <translation>Recommend or not…</translation>
    </message>
    <message>
        <source>导出给银行…</source>
        <translation>Export for the bank…</translation>
    </message>
    <message>
        <source>打印名单…</source>
        <translation>Print the list…</translation>
    </message>
    <message>
        <source>为什么不推荐{head}家？</source>
        <translation>Why not {head}&apos;s household?</translation>
    </message>
    <message>
        <source>整村授信推荐名单</source>
        <translation>Recommendation list</translation>
    </message>
    <message>
        <source>打印当作一次移交，记入日志；请接收人签字。</source>
        <translation>Printing is logged as a handing over; have it signed for.</translation>
    </message>
    <message>
        <source>给：{bank}</source>
        <translation>To: {bank}</translation>
    </message>
    <message>
        <source>用途：{purpose}</source>
        <translation>Purpose: {purpose}</translation>
    </message>
    <message>
        <source>内容：{items}</source>
        <translation>Items: {items}</translation>
    </message>
    <message>
        <source>{person} 在 {day} 签字，有效到 {until}</source>
        <translation>Signed by {person} on {day}, valid until {until}</translation>
    </message>
    <message>
        <source>整村授信</source>
        <translation>Village credit</translation>
    </message>
    <message>
        <source>{year} 年积分，{version} 版等级表</source>
        <translation>Points of {year}, table {version}</translation>
    </message>
    <message>
        <source>评议小组：{names}</source>
        <translation>Panel: {names}</translation>
    </message>
    <message>
        <source>已导出 {name}</source>
        <translation>Exported {name}</translation>
    </message>
    <message>
        <source>{day} 撤回</source>
        <translation>withdrawn on {day}</translation>
    </message>
    <message>
        <source>来源：{source}</source>
        <translation>Source: {source}</translation>
    </message>
    <message>
        <source>{names}回避</source>
        <translation>{names} stood aside</translation>
    </message>
</context>
<context>
    <name>DataCheckPresenter</name>
    <message>
        <source>已记为核对无误。</source>
        <translation>Noted as right.</translation>
    </message>
    <message>
        <source>又列为要核对。</source>
        <translation>Back on the list.</translation>
    </message>
    <message>
        <source>导出体检结果</source>
        <translation>Export the findings</translation>
    </message>
    <message>
        <source>工作簿 (*.xlsx)</source>
        <translation>Workbook (*.xlsx)</translation>
    </message>
    <message>
        <source>正在写工作簿</source>
        <translation>Writing the workbook</translation>
    </message>
    <message>
        <source>数据体检 {day}.xlsx</source>
        <translation>Data check {day}.xlsx</translation>
    </message>
    <message>
        <source>已写好 {name}，{count} 处。</source>
        <translation>Wrote {name}: {count} findings.</translation>
    </message>
</context>
<context>
    <name>DataCheckScreen</name>
    <message>
        <source>重新体检</source>
        <translation>Check again</translation>
    </message>
    <message>
        <source>导出…</source>
        <translation>Export…</translation>
    </message>
    <message>
        <source>全部</source>
        <translation>All</translation>
    </message>
    <message>
        <source>已核对</source>
        <translation>Found right</translation>
    </message>
    <message>
        <source>数据体检列表</source>
        <translation>List of findings</translation>
    </message>
    <message>
        <source>数据体检</source>
        <translation>Data check</translation>
    </message>
    <message>
        <source>停止</source>
        <translation>Stop</translation>
    </message>
    <message>
        <source>正在体检…</source>
        <translation>Checking…</translation>
    </message>
    <message>
        <source>逐人逐户核对档案里自相矛盾的地方。</source>
        <translation>Every person and household is looked through for what contradicts itself.</translation>
    </message>
    <message>
        <source>正在体检：{done} / {total}</source>
        <translation>Checking: {done} / {total}</translation>
    </message>
    <message>
        <source>没有体检完</source>
        <translation>Not looked through to the end</translation>
    </message>
    <message>
        <source>点“重新体检”，从头核对一遍。</source>
        <translation>Press “Check again” to begin anew.</translation>
    </message>
    <message>
        <source>{day} 体检：{people} 人、{households} 户，{count} 处要处理。</source>
        <translation>Checked on {day}: {people} people, {households} households, {count} to be settled.</translation>
    </message>
    <message>
        <source>还没有核对无误的</source>
        <translation>Nothing found right yet</translation>
    </message>
    <message>
        <source>核对过、确实就是这样的，会收在这里。</source>
        <translation>What was looked at and is right as it is stands here.</translation>
    </message>
    <message>
        <source>没有发现矛盾</source>
        <translation>Nothing contradicts itself</translation>
    </message>
    <message>
        <source>档案里的人、户、关系和日期对得上。导入名册以后可以再体检一次。</source>
        <translation>People, households, relations and dates agree. Check again after an import.</translation>
    </message>
    <message>
        <source>导出体检结果</source>
        <translation>Export the findings</translation>
    </message>
</context>
<context>
    <name>DataCheckTable</name>
    <message>
        <source>已核对</source>
        <translation>Found right</translation>
    </message>
    <message>
        <source>要改正</source>
        <translation>Must be mended</translation>
    </message>
    <message>
        <source>请核对</source>
        <translation>Please look</translation>
    </message>
    <message>
        <source>身份证号</source>
        <translation>ID number</translation>
    </message>
    <message>
        <source>户主</source>
        <translation>Head</translation>
    </message>
    <message>
        <source>与户主关系</source>
        <translation>Relation to head</translation>
    </message>
    <message>
        <source>父母配偶</source>
        <translation>Parents, spouse</translation>
    </message>
    <message>
        <source>所在户</source>
        <translation>Household</translation>
    </message>
    <message>
        <source>去世</source>
        <translation>Death</translation>
    </message>
    <message>
        <source>处理</source>
        <translation>To do</translation>
    </message>
    <message>
        <source>类别</source>
        <translation>About</translation>
    </message>
    <message>
        <source>村民小组</source>
        <translation>Group</translation>
    </message>
    <message>
        <source>户</source>
        <translation>Household</translation>
    </message>
    <message>
        <source>问题</source>
        <translation>What is wrong</translation>
    </message>
</context>
<context>
    <name>DayTextDialog</name>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>登记</source>
        <translation>Record</translation>
    </message>
</context>
<context>
    <name>DecideDialog</name>
    <message>
        <source>开会日期</source>
        <translation>Day of the meeting</translation>
    </message>
    <message>
        <source>会议意见</source>
        <translation>What the meeting said</translation>
    </message>
</context>
<context>
    <name>DeedDialog</name>
    <message>
        <source>修改实事</source>
        <translation>Change deed</translation>
    </message>
    <message>
        <source>登记实事</source>
        <translation>Record deed</translation>
    </message>
    <message>
        <source>一句话，如 帮王大爷收稻谷</source>
        <translation>In a sentence, such as: helped to bring in the rice</translation>
    </message>
    <message>
        <source>做了几天的才填</source>
        <translation>Only if it took several days</translation>
    </message>
    <message>
        <source>每人几小时，如 2、1.5</source>
        <translation>Hours each, such as 2 or 1.5</translation>
    </message>
    <message>
        <source>如 王大爷一家、三组村民</source>
        <translation>Such as a family, or the people of a group</translation>
    </message>
    <message>
        <source>做了什么</source>
        <translation>What was done</translation>
    </message>
    <message>
        <source>类别</source>
        <translation>Kind</translation>
    </message>
    <message>
        <source>日期</source>
        <translation>Day</translation>
    </message>
    <message>
        <source>参加的人</source>
        <translation>Who took part</translation>
    </message>
    <message>
        <source>从会议带入</source>
        <translation>Take from a meeting</translation>
    </message>
    <message>
        <source>选一次会议，到会的人都带进来</source>
        <translation>Choose a meeting: everybody who was there is taken over</translation>
    </message>
    <message>
        <source>地点</source>
        <translation>Place</translation>
    </message>
    <message>
        <source>每人时长</source>
        <translation>Hours each</translation>
    </message>
    <message>
        <source>帮了谁</source>
        <translation>Who was helped</translation>
    </message>
    <message>
        <source>受益人数</source>
        <translation>People helped</translation>
    </message>
    <message>
        <source>结果</source>
        <translation>Result</translation>
    </message>
    <message>
        <source>关联任务</source>
        <translation>Task</translation>
    </message>
    <message>
        <source>支部</source>
        <translation>Branch</translation>
    </message>
    <message>
        <source>结束日期</source>
        <translation>Last day</translation>
    </message>
    <message>
        <source>组织人</source>
        <translation>Organiser</translation>
    </message>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>保存</source>
        <translation>Save</translation>
    </message>
</context>
<context>
    <name>DeedsPage</name>
    <message>
        <source>年份</source>
        <translation>Year</translation>
    </message>
    <message>
        <source>{year}年</source>
        <translation>{year}</translation>
    </message>
    <message>
        <source>类别</source>
        <translation>Kind</translation>
    </message>
    <message>
        <source>全部类别</source>
        <translation>All kinds</translation>
    </message>
    <message>
        <source>支部</source>
        <translation>Branch</translation>
    </message>
    <message>
        <source>参加的人</source>
        <translation>Who took part</translation>
    </message>
    <message>
        <source>找实事：内容、人名、地点、结果</source>
        <translation>Find deeds: what, who, where, result</translation>
    </message>
    <message>
        <source>实事列表</source>
        <translation>List of deeds</translation>
    </message>
    <message>
        <source>全部人员</source>
        <translation>Everybody</translation>
    </message>
    <message>
        <source>全部支部</source>
        <translation>All branches</translation>
    </message>
    <message>
        <source>{n} 件&#x3000;{times} 人次&#x3000;{people} 人</source>
        <translation>{n} deeds&#x3000;{times} participations&#x3000;{people} people</translation>
    </message>
    <message>
        <source>没有登记实事</source>
        <translation>No deeds recorded</translation>
    </message>
    <message>
        <source>按 Ctrl+N 登记一件。</source>
        <translation>Press Ctrl+N to record one.</translation>
    </message>
    <message>
        <source>{n} 人</source>
        <translation>{n} people</translation>
    </message>
    <message>
        <source>地点</source>
        <translation>Place</translation>
    </message>
    <message>
        <source>组织人</source>
        <translation>Organiser</translation>
    </message>
    <message>
        <source>受益</source>
        <translation>Helped</translation>
    </message>
    <message>
        <source>总时长</source>
        <translation>Hours in all</translation>
    </message>
    <message>
        <source>{n} 小时</source>
        <translation>{n} hours</translation>
    </message>
    <message>
        <source>{name}：{value}</source>
        <translation>{name}: {value}</translation>
    </message>
    <message>
        <source>参加人员（{n} 人）</source>
        <translation>Took part ({n} people)</translation>
    </message>
    <message>
        <source>（已不在档案中）</source>
        <translation>(no longer in the register)</translation>
    </message>
    <message>
        <source>修改…</source>
        <translation>Change…</translation>
    </message>
    <message>
        <source>删除</source>
        <translation>Remove</translation>
    </message>
    <message>
        <source>任务：{title}</source>
        <translation>Task: {title}</translation>
    </message>
</context>
<context>
    <name>DevelopmentPage</name>
    <message>
        <source>登记入党申请人</source>
        <translation>Enter an applicant</translation>
    </message>
    <message>
        <source>发展党员</source>
        <translation>Development</translation>
    </message>
    <message>
        <source>没有正在培养的人</source>
        <translation>Nobody is on the way</translation>
    </message>
    <message>
        <source>收到入党申请书以后在这里登记，每一步什么时候可以办、最迟什么时候办，会自己算出来。</source>
        <translation>Enter an applicant when the application comes in; from when and until when each step is due follows by itself.</translation>
    </message>
    <message>
        <source>没有</source>
        <translation>None</translation>
    </message>
    <message>
        <source>{day}起</source>
        <translation>from {day}</translation>
    </message>
    <message>
        <source>已过期：{day}前</source>
        <translation>Late: by {day}</translation>
    </message>
    <message>
        <source>{day}前</source>
        <translation>by {day}</translation>
    </message>
    <message>
        <source>现在可以办</source>
        <translation>can be done now</translation>
    </message>
    <message>
        <source>{year}年{month}月{day}日</source>
        <translation>{day}/{month}/{year}</translation>
    </message>
    <message>
        <source>{month}月{day}日</source>
        <translation>{day}/{month}</translation>
    </message>
    <message>
        <source>党员卡片</source>
        <translation>Member&apos;s card</translation>
    </message>
    <message>
        <source>预备期到 {day}</source>
        <translation>On probation until {day}</translation>
    </message>
    <message>
        <source>接下来</source>
        <translation>What comes next</translation>
    </message>
    <message>
        <source>走过的步骤</source>
        <translation>Steps taken</translation>
    </message>
    <message>
        <source>公示</source>
        <translation>Notice</translation>
    </message>
    <message>
        <source>修改</source>
        <translation>Change</translation>
    </message>
    <message>
        <source>删除</source>
        <translation>Delete</translation>
    </message>
    <message>
        <source>起草公示</source>
        <translation>Draft notice</translation>
    </message>
    <message>
        <source>登记</source>
        <translation>Enter</translation>
    </message>
    <message>
        <source>登记其他步骤…</source>
        <translation>Enter another step…</translation>
    </message>
    <message>
        <source>公示已起草，这一步已登记；核对后送审。</source>
        <translation>The notice is drafted and the step entered; check it and hand it in.</translation>
    </message>
    <message>
        <source>正在起草公示</source>
        <translation>Drafting the notice</translation>
    </message>
</context>
<context>
    <name>DifferencesDialog</name>
    <message>
        <source>核对民情档案</source>
        <translation>Compare with the register</translation>
    </message>
    <message>
        <source>两边不一致的人</source>
        <translation>People of whom the two differ</translation>
    </message>
    <message>
        <source>打勾的人：名册里有的，民情档案的政治面貌照名册改；名册里没有的，登记进名册。</source>
        <translation>For those ticked: the register follows the party&apos;s record; who has no record gets one.</translation>
    </message>
    <message>
        <source>党员名册和民情档案的政治面貌完全一致。</source>
        <translation>The party&apos;s record and the register agree.</translation>
    </message>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>关闭</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>照此处理</source>
        <translation>Do so</translation>
    </message>
    <message>
        <source>没有填</source>
        <translation>not filled in</translation>
    </message>
    <message>
        <source>{name}&#x3000;民情档案：{register}&#x3000;名册：没有</source>
        <translation>{name}&#x3000;register: {register}&#x3000;record: none</translation>
    </message>
    <message>
        <source>{name}&#x3000;民情档案：{register}&#x3000;名册：{record}</source>
        <translation>{name}&#x3000;register: {register}&#x3000;record: {record}</translation>
    </message>
</context>
<context>
    <name>DocumentsPresenter</name>
    <message>
        <source>正在发布</source>
        <translation>Issuing</translation>
    </message>
    <message>
        <source>已发布并存档，可以打印张贴了。</source>
        <translation>Issued and archived; it can be printed and posted.</translation>
    </message>
    <message>
        <source>另存 PDF</source>
        <translation>Save PDF</translation>
    </message>
    <message>
        <source>PDF 文件 (*.pdf)</source>
        <translation>PDF file (*.pdf)</translation>
    </message>
    <message>
        <source>正在保存</source>
        <translation>Saving</translation>
    </message>
    <message>
        <source>年度归档</source>
        <translation>Archive of a year</translation>
    </message>
    <message>
        <source>归档哪一年？按表上的落款日期算。接着选一个文件夹，档案建在里面。</source>
        <translation>Which year? It is counted by the date under the issuer’s name. Then choose a folder to make the archive in.</translation>
    </message>
    <message>
        <source>选文件夹…</source>
        <translation>Choose folder…</translation>
    </message>
    <message>
        <source>档案建在哪里</source>
        <translation>Where to make the archive</translation>
    </message>
    <message>
        <source>正在归档</source>
        <translation>Archiving</translation>
    </message>
    <message>
        <source>退回</source>
        <translation>Send back</translation>
    </message>
    <message>
        <source>为什么退回？起草人会看到这句话。</source>
        <translation>Why is it sent back? Whoever drafted it will read this.</translation>
    </message>
    <message>
        <source>撤回</source>
        <translation>Withdraw</translation>
    </message>
    <message>
        <source>为什么撤回？编号和存档都会保留。</source>
        <translation>Why is it withdrawn? Number and archived copy are kept.</translation>
    </message>
    <message>
        <source>更正</source>
        <translation>Correct</translation>
    </message>
    <message>
        <source>更正了什么？会生成新的一版，旧版留在存档里。</source>
        <translation>What is corrected? A new version is made; the old one stays archived.</translation>
    </message>
    <message>
        <source>取数</source>
        <translation>Reading figures</translation>
    </message>
    <message>
        <source>排版</source>
        <translation>Laying out</translation>
    </message>
    <message>
        <source>检查有没有泄露个人信息</source>
        <translation>Checking for personal data</translation>
    </message>
    <message>
        <source>已保存。</source>
        <translation>Saved.</translation>
    </message>
    <message>
        <source>取出存档</source>
        <translation>Fetching sheets</translation>
    </message>
    <message>
        <source>写文件</source>
        <translation>Writing files</translation>
    </message>
    <message>
        <source>装订合订本</source>
        <translation>Binding the book</translation>
    </message>
    <message>
        <source>已归档 {count} 份，{pages} 页：{folder}</source>
        <translation>Archived {count} notices, {pages} pages: {folder}</translation>
    </message>
</context>
<context>
    <name>DocumentsScreen</name>
    <message>
        <source>制作公开表</source>
        <translation>Make a notice</translation>
    </message>
    <message>
        <source>核对…</source>
        <translation>Check…</translation>
    </message>
    <message>
        <source>更多</source>
        <translation>More</translation>
    </message>
    <message>
        <source>收支…</source>
        <translation>Accounts…</translation>
    </message>
    <message>
        <source>会议记录…</source>
        <translation>Meetings…</translation>
    </message>
    <message>
        <source>救助名单…</source>
        <translation>Aid list…</translation>
    </message>
    <message>
        <source>公开表的版式…</source>
        <translation>Layouts of the sheets…</translation>
    </message>
    <message>
        <source>年度归档…</source>
        <translation>Archive of the year…</translation>
    </message>
    <message>
        <source>打印一批…</source>
        <translation>Batch…</translation>
    </message>
    <message>
        <source>公开表</source>
        <translation>Notice</translation>
    </message>
    <message>
        <source>表样</source>
        <translation>Sheet</translation>
    </message>
    <message>
        <source>张贴</source>
        <translation>Boards</translation>
    </message>
    <message>
        <source>异议</source>
        <translation>Objections</translation>
    </message>
    <message>
        <source>经过</source>
        <translation>History</translation>
    </message>
    <message>
        <source>没有选中公开表</source>
        <translation>No notice chosen</translation>
    </message>
    <message>
        <source>在左边选一份，这里显示将要打印的样子。</source>
        <translation>Choose one on the left; what will be printed is shown here.</translation>
    </message>
    <message>
        <source>三务公开</source>
        <translation>Disclosure</translation>
    </message>
    <message>
        <source>全部</source>
        <translation>All</translation>
    </message>
    <message>
        <source>草稿</source>
        <translation>Drafts</translation>
    </message>
    <message>
        <source>审核中</source>
        <translation>Under review</translation>
    </message>
    <message>
        <source>待张贴</source>
        <translation>To be posted</translation>
    </message>
    <message>
        <source>公开中</source>
        <translation>On the board</translation>
    </message>
    <message>
        <source>该取下</source>
        <translation>Take down</translation>
    </message>
    <message>
        <source>有异议</source>
        <translation>Objections</translation>
    </message>
    <message>
        <source>已结束</source>
        <translation>Closed</translation>
    </message>
    <message>
        <source>已撤回</source>
        <translation>Withdrawn</translation>
    </message>
    <message>
        <source>重新取数</source>
        <translation>Read figures anew</translation>
    </message>
    <message>
        <source>送审</source>
        <translation>Submit for review</translation>
    </message>
    <message>
        <source>审核通过</source>
        <translation>Approve</translation>
    </message>
    <message>
        <source>登记审定…</source>
        <translation>Enter decision…</translation>
    </message>
    <message>
        <source>登记上级意见…</source>
        <translation>Enter township&apos;s reply…</translation>
    </message>
    <message>
        <source>登记取下…</source>
        <translation>Enter taking down…</translation>
    </message>
    <message>
        <source>归档</source>
        <translation>Archive</translation>
    </message>
    <message>
        <source>退回…</source>
        <translation>Send back…</translation>
    </message>
    <message>
        <source>发布</source>
        <translation>Issue</translation>
    </message>
    <message>
        <source>打印…</source>
        <translation>Print…</translation>
    </message>
    <message>
        <source>登记张贴…</source>
        <translation>Record posting…</translation>
    </message>
    <message>
        <source>更正…</source>
        <translation>Correct…</translation>
    </message>
    <message>
        <source>撤回…</source>
        <translation>Withdraw…</translation>
    </message>
    <message>
        <source>另存 PDF…</source>
        <translation>Save PDF as…</translation>
    </message>
    <message>
        <source>填写内容…</source>
        <translation>Fill in…</translation>
    </message>
    <message>
        <source>纸张…</source>
        <translation>Paper…</translation>
    </message>
    <message>
        <source>没有找到“{text}”</source>
        <translation>Nothing found for “{text}”</translation>
    </message>
    <message>
        <source>还没有公开表</source>
        <translation>No notices yet</translation>
    </message>
    <message>
        <source>点右上角“制作公开表”，内容从已登记的数据里取。</source>
        <translation>Press “Make a notice” at the top right; its content is taken from what is recorded.</translation>
    </message>
    <message>
        <source>{step}：{reason}</source>
        <translation>{step}: {reason}</translation>
    </message>
    <message>
        <source>还没有写明您是档案里的谁，程序核对不了亲属回避，请自己核对名单。</source>
        <translation>Nobody said who you are in the register, so close relatives cannot be told; please check the list yourself.</translation>
    </message>
    <message>
        <source>编号 {number} 还有另一份公开表：{titles}。请把后发的一份更正，新版会取得自己的编号。</source>
        <translation>Another notice bears the number {number}: {titles}. Please correct the later one; its new version gets a number of its own.</translation>
    </message>
    <message>
        <source>由{posts}来办</source>
        <translation>to be done by: {posts}</translation>
    </message>
    <message>
        <source>、</source>
        <translation>, </translation>
    </message>
    <message>
        <source>找公开表：名称、期间、编号</source>
        <translation>Find: name, period, number</translation>
    </message>
    <message>
        <source>核对一份公开表是不是存档的那一份</source>
        <translation>Check whether a notice is the archived one</translation>
    </message>
    <message>
        <source>说明数字的出处</source>
        <translation>Explain a figure</translation>
    </message>
    <message>
        <source>年度归档：目录、原件和合订本</source>
        <translation>Archive of a year: index, sheets, bound book</translation>
    </message>
    <message>
        <source>登记张贴</source>
        <translation>Enter posting</translation>
    </message>
    <message>
        <source>登记取下</source>
        <translation>Enter taking down</translation>
    </message>
    <message>
        <source>登记异议</source>
        <translation>Enter objection</translation>
    </message>
    <message>
        <source>登记收支</source>
        <translation>Record income and expenditure</translation>
    </message>
    <message>
        <source>登记会议</source>
        <translation>Register meetings</translation>
    </message>
    <message>
        <source>登记低保和其他救助</source>
        <translation>Enter allowances and other aid</translation>
    </message>
    <message>
        <source>调整公开表的版式</source>
        <translation>Adapt the layouts of notices</translation>
    </message>
    <message>
        <source>打印一批公开表</source>
        <translation>Print a batch of notices</translation>
    </message>
</context>
<context>
    <name>DocumentsTable</name>
    <message>
        <source>{subject}：{label}</source>
        <translation>{subject}: {label}</translation>
    </message>
    <message>
        <source>{year}年上半年</source>
        <translation>First half of {year} </translation>
    </message>
    <message>
        <source>{year}年下半年</source>
        <translation>Second half of {year} </translation>
    </message>
    <message>
        <source>{first} 至 {last} </source>
        <translation>{first} to {last} </translation>
    </message>
    <message>
        <source>（第 {version} 版）</source>
        <translation> (version {version})</translation>
    </message>
    <message>
        <source>{year}年{month}月</source>
        <translation>{year}-{month}</translation>
    </message>
    <message>
        <source>一</source>
        <translation>1</translation>
    </message>
    <message>
        <source>二</source>
        <translation>2</translation>
    </message>
    <message>
        <source>三</source>
        <translation>3</translation>
    </message>
    <message>
        <source>四</source>
        <translation>4</translation>
    </message>
    <message>
        <source>{year}年{quarter}季度</source>
        <translation>{year} Q{quarter}</translation>
    </message>
    <message>
        <source>{year}年</source>
        <translation>{year}</translation>
    </message>
    <message>
        <source>公开表</source>
        <translation>Notices</translation>
    </message>
    <message>
        <source>状态</source>
        <translation>State</translation>
    </message>
    <message>
        <source>期间</source>
        <translation>Period</translation>
    </message>
    <message>
        <source>编号</source>
        <translation>Number</translation>
    </message>
    <message>
        <source>版次</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>发布时间</source>
        <translation>Issued at</translation>
    </message>
    <message>
        <source>校验码</source>
        <translation>Check code</translation>
    </message>
</context>
<context>
    <name>DuePage</name>
    <message>
        <source>带着走，回来照着登记。打印会记入查看记录。</source>
        <translation>Take it along and enter from it afterwards. Printing is logged.</translation>
    </message>
    <message>
        <source>登记巡查</source>
        <translation>Enter patrols</translation>
    </message>
    <message>
        <source>选中几个点就登记这几个，没有选就登记列表里全部（Ctrl+N）</source>
        <translation>The sites chosen, or all in the list (Ctrl+N)</translation>
    </message>
    <message>
        <source>打印巡查表…</source>
        <translation>Print form…</translation>
    </message>
    <message>
        <source>今天要巡的隐患点</source>
        <translation>Sites to patrol today</translation>
    </message>
    <message>
        <source>隐患巡查表</source>
        <translation>Patrol form</translation>
    </message>
    <message>
        <source>只改这个点；天数留空，就回到按种类的规则。预警期间仍按预警。</source>
        <translation>For this site only; without days the rule of its kind holds again. Alerts go first.</translation>
    </message>
    <message>
        <source>隐患点</source>
        <translation>Hazard site</translation>
    </message>
    <message>
        <source>状态</source>
        <translation>State</translation>
    </message>
    <message>
        <source>该巡的时间</source>
        <translation>Due</translation>
    </message>
    <message>
        <source>依据</source>
        <translation>Basis</translation>
    </message>
    <message>
        <source>上次</source>
        <translation>Last</translation>
    </message>
    <message>
        <source>种类</source>
        <translation>Kind</translation>
    </message>
    <message>
        <source>还没有隐患点</source>
        <translation>No hazard site yet</translation>
    </message>
    <message>
        <source>到“隐患点”里新增，巡查次数按种类自动排。</source>
        <translation>Add one under hazard sites; how often it is patrolled follows from its kind.</translation>
    </message>
    <message>
        <source>没有选中隐患点</source>
        <translation>No site chosen</translation>
    </message>
    <message>
        <source>看隐患点</source>
        <translation>Site</translation>
    </message>
    <message>
        <source>还没有隐患点，请先到“隐患点”里新增。</source>
        <translation>There are no hazard sites yet; add one on the tab of sites first.</translation>
    </message>
    <message>
        <source>另定巡查次数</source>
        <translation>Own cycle</translation>
    </message>
    <message>
        <source>保存</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>季节</source>
        <translation>Season</translation>
    </message>
    <message>
        <source>几天一次</source>
        <translation>Every so many days</translation>
    </message>
    <message>
        <source>谁去巡</source>
        <translation>Who goes</translation>
    </message>
    <message>
        <source>要巡的</source>
        <translation>To patrol</translation>
    </message>
    <message>
        <source>已巡</source>
        <translation>Patrolled</translation>
    </message>
    <message>
        <source>不用巡</source>
        <translation>Not due</translation>
    </message>
    <message>
        <source>全部</source>
        <translation>All</translation>
    </message>
    <message>
        <source>现在没有要巡的</source>
        <translation>Nothing to patrol now</translation>
    </message>
    <message>
        <source>到时间的点会自己出现在这里。</source>
        <translation>Sites appear here when their time comes.</translation>
    </message>
    <message>
        <source>这里没有</source>
        <translation>Nothing here</translation>
    </message>
    <message>
        <source>还没有巡查过</source>
        <translation>Never patrolled</translation>
    </message>
    <message>
        <source>登记这个点</source>
        <translation>Enter this site</translation>
    </message>
    <message>
        <source>另定次数…</source>
        <translation>Own cycle…</translation>
    </message>
    <message>
        <source>{state}：{reason}</source>
        <translation>{state}: {reason}</translation>
    </message>
    <message>
        <source>该巡的时间：{time}</source>
        <translation>Due: {time}</translation>
    </message>
    <message>
        <source>上次巡查：{time}</source>
        <translation>Last patrol: {time}</translation>
    </message>
    <message>
        <source>监测人：{name}</source>
        <translation>Monitor: {name}</translation>
    </message>
    <message>
        <source>受威胁 {households} 户 {people} 人，在家 {home} 人，需协助 {help} 人</source>
        <translation>Threatens {households} households, {people} people, {home} at home, {help} need help</translation>
    </message>
</context>
<context>
    <name>DuesPage</name>
    <message>
        <source>上一年</source>
        <translation>Year before</translation>
    </message>
    <message>
        <source>下一年</source>
        <translation>Year after</translation>
    </message>
    <message>
        <source>收党费…</source>
        <translation>Collect dues…</translation>
    </message>
    <message>
        <source>收欠交的…</source>
        <translation>Collect open dues…</translation>
    </message>
    <message>
        <source>上缴和使用…</source>
        <translation>Handed up and used…</translation>
    </message>
    <message>
        <source>起草党费公示</source>
        <translation>Draft the sheet</translation>
    </message>
    <message>
        <source>党费</source>
        <translation>Dues</translation>
    </message>
    <message>
        <source>用 Ctrl 或 Shift 选几个人，一次收齐；没有选的时候收全部欠交的。</source>
        <translation>Choose several with Ctrl or Shift and collect at once; with nobody chosen, from all who owe.</translation>
    </message>
    <message>
        <source>{month}月</source>
        <translation>{month}</translation>
    </message>
    <message>
        <source>姓名</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>党小组</source>
        <translation>Party groups</translation>
    </message>
    <message>
        <source>月标准</source>
        <translation>Monthly</translation>
    </message>
    <message>
        <source>欠交</source>
        <translation>Open</translation>
    </message>
    <message>
        <source>还没有填党费类别和计算基数</source>
        <translation>Basis and income are not filled in</translation>
    </message>
    <message>
        <source>欠</source>
        <translation>open</translation>
    </message>
    <message>
        <source>{count} 个月</source>
        <translation>{count} months</translation>
    </message>
    <message>
        <source>{year} 年</source>
        <translation>{year}</translation>
    </message>
    <message>
        <source>支部结存 {amount} 元</source>
        <translation>In hand: {amount} yuan</translation>
    </message>
    <message>
        <source>还没有登记党员</source>
        <translation>No member has been entered</translation>
    </message>
    <message>
        <source>先在“党员”里登记或导入名册。</source>
        <translation>Enter members or import a list under Members first.</translation>
    </message>
    <message>
        <source>收了 {count} 人的党费，共 {amount} 元</source>
        <translation>Dues of {count} people collected, {amount} yuan in all</translation>
    </message>
    <message>
        <source>撤销</source>
        <translation>Undo</translation>
    </message>
    <message>
        <source>党费公示已起草，核对后送审。</source>
        <translation>The sheet is drafted; check it and hand it in.</translation>
    </message>
    <message>
        <source>正在起草党费公示</source>
        <translation>Drafting the sheet</translation>
    </message>
</context>
<context>
    <name>DutiesPresenter</name>
    <message>
        <source>有 {count} 项村情还没有回答，有关的事项暂不列入。</source>
        <translation>{count} questions about the village have no answer yet; items that hang on them are left out.</translation>
    </message>
    <message>
        <source>程序里还没有 {years} 年的放假调休安排，按工作日算的期限以国务院办公厅通知为准。</source>
        <translation>The program does not have the holidays of {years} yet; for terms in working days follow the notice of the State Council.</translation>
    </message>
    <message>
        <source>已保存，公开任务按新的期限重新算过。</source>
        <translation>Saved; the duties were counted anew.</translation>
    </message>
    <message>
        <source>去回答</source>
        <translation>Answer</translation>
    </message>
    <message>
        <source>县里下发的一条规定认不得，没有采用：{why}</source>
        <translation>One order of the county is not understood and not followed: {why}</translation>
    </message>
</context>
<context>
    <name>DutiesScreen</name>
    <message>
        <source>全部</source>
        <translation>All</translation>
    </message>
    <message>
        <source>公开目录…</source>
        <translation>Catalogue…</translation>
    </message>
    <message>
        <source>村情…</source>
        <translation>Village facts…</translation>
    </message>
    <message>
        <source>期限…</source>
        <translation>Terms…</translation>
    </message>
    <message>
        <source>制作公开表</source>
        <translation>Make a notice</translation>
    </message>
    <message>
        <source>公开任务列表</source>
        <translation>List of duties</translation>
    </message>
    <message>
        <source>公开任务</source>
        <translation>Duties</translation>
    </message>
    <message>
        <source>要办的</source>
        <translation>To do</translation>
    </message>
    <message>
        <source>已逾期</source>
        <translation>Late</translation>
    </message>
    <message>
        <source>快到期</source>
        <translation>Due soon</translation>
    </message>
    <message>
        <source>已错过</source>
        <translation>Missed</translation>
    </message>
    <message>
        <source>未到期</source>
        <translation>Not due yet</translation>
    </message>
    <message>
        <source>已公开</source>
        <translation>Disclosed</translation>
    </message>
    <message>
        <source>没有要办的</source>
        <translation>Nothing to do</translation>
    </message>
    <message>
        <source>该公开的都公开了，下一批到期前会出现在这里。</source>
        <translation>All that is due hangs; what comes next will appear here in time.</translation>
    </message>
    <message>
        <source>没有逾期的</source>
        <translation>Nothing is late</translation>
    </message>
    <message>
        <source>没有错过的</source>
        <translation>Nothing was missed</translation>
    </message>
    <message>
        <source>这里没有公开任务</source>
        <translation>No duties here</translation>
    </message>
    <message>
        <source>看公开目录</source>
        <translation>Show the catalogue</translation>
    </message>
    <message>
        <source>村情：哪些事项要公开</source>
        <translation>Village facts: which items are owed</translation>
    </message>
    <message>
        <source>公开期限和标准</source>
        <translation>Terms and thresholds</translation>
    </message>
</context>
<context>
    <name>DutiesTable</name>
    <message>
        <source>应一直贴着</source>
        <translation>has to hang always</translation>
    </message>
    <message>
        <source>今天到期</source>
        <translation>due today</translation>
    </message>
    <message>
        <source>常年公开</source>
        <translation>always</translation>
    </message>
    <message>
        <source>全年</source>
        <translation>All months</translation>
    </message>
    <message>
        <source>未到期</source>
        <translation>Not due yet</translation>
    </message>
    <message>
        <source>该办了</source>
        <translation>Open</translation>
    </message>
    <message>
        <source>快到期</source>
        <translation>Due soon</translation>
    </message>
    <message>
        <source>已公开</source>
        <translation>Disclosed</translation>
    </message>
    <message>
        <source>已逾期</source>
        <translation>Late</translation>
    </message>
    <message>
        <source>已错过</source>
        <translation>Missed</translation>
    </message>
    <message>
        <source>党务</source>
        <translation>Party</translation>
    </message>
    <message>
        <source>村务</source>
        <translation>Village</translation>
    </message>
    <message>
        <source>财务</source>
        <translation>Finance</translation>
    </message>
    <message>
        <source>每月</source>
        <translation>monthly</translation>
    </message>
    <message>
        <source>每季度</source>
        <translation>quarterly</translation>
    </message>
    <message>
        <source>每半年</source>
        <translation>half-yearly</translation>
    </message>
    <message>
        <source>每年</source>
        <translation>yearly</translation>
    </message>
    <message>
        <source>年初</source>
        <translation>at the start of the year</translation>
    </message>
    <message>
        <source>即时</source>
        <translation>at once</translation>
    </message>
    <message>
        <source>分阶段</source>
        <translation>by stages</translation>
    </message>
    <message>
        <source>常年</source>
        <translation>always</translation>
    </message>
    <message>
        <source>已经起草，还没有张贴</source>
        <translation>Drafted, not posted yet</translation>
    </message>
    <message>
        <source>逾期 {days} 天</source>
        <translation>{days} days late</translation>
    </message>
    <message>
        <source>还有 {days} 天</source>
        <translation>{days} days left</translation>
    </message>
    <message>
        <source>{month} 月</source>
        <translation>Month {month}</translation>
    </message>
    <message>
        <source>正在办，{days}</source>
        <translation>on the way, {days}</translation>
    </message>
    <message>
        <source>应公开日</source>
        <translation>Due</translation>
    </message>
    <message>
        <source>公开事项</source>
        <translation>Item</translation>
    </message>
    <message>
        <source>期间</source>
        <translation>Period</translation>
    </message>
    <message>
        <source>状态</source>
        <translation>State</translation>
    </message>
    <message>
        <source>类别</source>
        <translation>Kind</translation>
    </message>
    <message>
        <source>编号</source>
        <translation>Code</translation>
    </message>
    <message>
        <source>多久一次</source>
        <translation>How often</translation>
    </message>
    <message>
        <source>晚了 {days} 天</source>
        <translation>{days} days late</translation>
    </message>
</context>
<context>
    <name>DutyDetail</name>
    <message>
        <source>{days} 个工作日</source>
        <translation>{days} working days</translation>
    </message>
    <message>
        <source>{days} 天</source>
        <translation>{days} days</translation>
    </message>
    <message>
        <source>村务监督委员会</source>
        <translation>Village supervision committee</translation>
    </message>
    <message>
        <source>村民会议或村民代表会议</source>
        <translation>Assembly or representatives</translation>
    </message>
    <message>
        <source>党支部委员会</source>
        <translation>Branch committee</translation>
    </message>
    <message>
        <source>评议小组</source>
        <translation>Appraisal panel</translation>
    </message>
    <message>
        <source>村务监督委员会和乡镇</source>
        <translation>Supervision committee and township</translation>
    </message>
    <message>
        <source>县级</source>
        <translation>County</translation>
    </message>
    <message>
        <source>全村</source>
        <translation>Whole village</translation>
    </message>
    <message>
        <source>党支部内</source>
        <translation>Within the branch</translation>
    </message>
    <message>
        <source>特定的人</source>
        <translation>Certain people</translation>
    </message>
</context>
<context>
    <name>DutyDetailPanel</name>
    <message>
        <source>没有选中公开任务</source>
        <translation>No duty chosen</translation>
    </message>
    <message>
        <source>在左边选一项，这里说明为什么要公开、怎么办。</source>
        <translation>Choose one on the left; why it is owed and what to do stands here.</translation>
    </message>
    <message>
        <source>应在 {day} 前公开</source>
        <translation>due by {day}</translation>
    </message>
    <message>
        <source>为什么要公开</source>
        <translation>Why it is owed</translation>
    </message>
    <message>
        <source>查看登记</source>
        <translation>Show the record</translation>
    </message>
    <message>
        <source>{name}：{value}</source>
        <translation>{name}: {value}</translation>
    </message>
    <message>
        <source>这一张表里的事项</source>
        <translation>Items on this sheet</translation>
    </message>
    <message>
        <source>看公开表</source>
        <translation>Show the notice</translation>
    </message>
    <message>
        <source>接着办</source>
        <translation>Go on</translation>
    </message>
    <message>
        <source>制作公开表…</source>
        <translation>Make the notice…</translation>
    </message>
    <message>
        <source>有一笔重大收支：{title}</source>
        <translation>A major entry: {title}</translation>
    </message>
    <message>
        <source>低保、救助名单有变动：{title}</source>
        <translation>The list of aid has changed: {title}</translation>
    </message>
    <message>
        <source>工程到了新的阶段：{title}</source>
        <translation>A project came into a new stage: {title}</translation>
    </message>
    <message>
        <source>签了一份合同：{title}</source>
        <translation>A contract was signed: {title}</translation>
    </message>
    <message>
        <source>会议作出了决定：{title}</source>
        <translation>A meeting decided: {title}</translation>
    </message>
    <message>
        <source>四议两公开的事项要公开：{title}</source>
        <translation>A major matter has to be told: {title}</translation>
    </message>
    <message>
        <source>要发放补贴：{title}</source>
        <translation>A subsidy is to be paid: {title}</translation>
    </message>
    <message>
        <source>批准了宅基地：{title}</source>
        <translation>A homestead was approved: {title}</translation>
    </message>
    <message>
        <source>收到宅基地申请：{title}</source>
        <translation>Applications for homesteads: {title}</translation>
    </message>
    <message>
        <source>（内容要有查看权限才显示）</source>
        <translation>(shown to those who may see it)</translation>
    </message>
    <message>
        <source>{day}&#x3000;{told}</source>
        <translation>{day}&#x3000;{told}</translation>
    </message>
    <message>
        <source>{days} 天内</source>
        <translation>within {days} days</translation>
    </message>
    <message>
        <source>张贴日期</source>
        <translation>Posted on</translation>
    </message>
    <message>
        <source>期间</source>
        <translation>Period</translation>
    </message>
    <message>
        <source>多久一次</source>
        <translation>How often</translation>
    </message>
    <message>
        <source>谁来审核</source>
        <translation>Examined by</translation>
    </message>
    <message>
        <source>公开范围</source>
        <translation>Scope</translation>
    </message>
    <message>
        <source>公示期</source>
        <translation>Objections heard</translation>
    </message>
    <message>
        <source>依据</source>
        <translation>Basis</translation>
    </message>
</context>
<context>
    <name>EmergencyBanner</name>
    <message>
        <source>去动员页</source>
        <translation>Go to the emergency</translation>
    </message>
    <message>
        <source>【演练】</source>
        <translation>[DRILL] </translation>
    </message>
    <message>
        <source>，上级已解除</source>
        <translation>, called off from above</translation>
    </message>
    <message>
        <source>收到动员令 {numbers}，还没有发起</source>
        <translation>Order {numbers} received, not started yet</translation>
    </message>
    <message>
        <source>初报已超时</source>
        <translation>First report is late</translation>
    </message>
</context>
<context>
    <name>EnrolDialog</name>
    <message>
        <source>接入县平台</source>
        <translation>Enrol at the county</translation>
    </message>
    <message>
        <source>接入单</source>
        <translation>Enrolment sheet</translation>
    </message>
    <message>
        <source>用扫码枪扫纸上的方块码，或把下面那行文字粘贴到这里；没有接入单就空着</source>
        <translation>Scan the square code on the sheet, or paste the line below it; leave empty without a sheet</translation>
    </message>
    <message>
        <source>县平台地址</source>
        <translation>County address</translation>
    </message>
    <message>
        <source>县里给的，https:// 开头</source>
        <translation>Given by the county; begins with https://</translation>
    </message>
    <message>
        <source>接入码</source>
        <translation>Enrolment code</translation>
    </message>
    <message>
        <source>县里发的，只能用一次</source>
        <translation>Issued by the county; works once</translation>
    </message>
    <message>
        <source>县里用自己的证书</source>
        <translation>The county uses a certificate of its own</translation>
    </message>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>接入</source>
        <translation>Enrol</translation>
    </message>
    <message>
        <source>接入以后，档案会自动和县里交换。哪些内容上传，由县里的规定决定；不上传的一直只在本机。</source>
        <translation>Once enrolled, the register is exchanged with the county by itself. The county&apos;s ruling decides what is reported; everything else stays on this PC.</translation>
    </message>
    <message>
        <source>请和纸上核对：密钥指纹 {key}，有效期至 {until}。</source>
        <translation>Compare with the sheet: key fingerprint {key}, valid until {until}.</translation>
    </message>
    <message>
        <source>请填写县平台地址。</source>
        <translation>Please enter the county&apos;s address.</translation>
    </message>
    <message>
        <source>请填写接入码。</source>
        <translation>Please enter the enrolment code.</translation>
    </message>
    <message>
        <source>正在联系县平台…</source>
        <translation>Asking the county…</translation>
    </message>
</context>
<context>
    <name>EntriesPage</name>
    <message>
        <source>收支明细</source>
        <translation>Entries</translation>
    </message>
    <message>
        <source>日期</source>
        <translation>Day</translation>
    </message>
    <message>
        <source>凭证号</source>
        <translation>Voucher no.</translation>
    </message>
    <message>
        <source>科目</source>
        <translation>Account</translation>
    </message>
    <message>
        <source>金额（元）</source>
        <translation>Amount (yuan)</translation>
    </message>
    <message>
        <source>摘要</source>
        <translation>Summary</translation>
    </message>
    <message>
        <source>账户</source>
        <translation>Account</translation>
    </message>
    <message>
        <source>经手人</source>
        <translation>Handled by</translation>
    </message>
    <message>
        <source>审批人</source>
        <translation>Approved by</translation>
    </message>
    <message>
        <source>不改了</source>
        <translation>Leave it</translation>
    </message>
    <message>
        <source>删除这一笔…</source>
        <translation>Remove this entry…</translation>
    </message>
    <message>
        <source>按 Enter 到下一格，最后一格按 Enter 保存。软件只做公开，账目以乡镇代理记账为准。</source>
        <translation>Enter goes to the next field and saves in the last. This is for disclosure only; the township keeps the books.</translation>
    </message>
    <message>
        <source>收入</source>
        <translation>Income</translation>
    </message>
    <message>
        <source>支出</source>
        <translation>Expenditure</translation>
    </message>
    <message>
        <source>备注</source>
        <translation>Note</translation>
    </message>
    <message>
        <source>{count} 笔&#x3000;收入 {income}&#x3000;支出 {expense} 元</source>
        <translation>{count} entries   income {income}   expense {expense} yuan</translation>
    </message>
    <message>
        <source>{text}&#x3000;期初 {opening}&#x3000;期末 {closing} 元</source>
        <translation>{text}   opening {opening}   closing {closing} yuan</translation>
    </message>
    <message>
        <source>登记这一笔</source>
        <translation>Record this entry</translation>
    </message>
    <message>
        <source>保存修改</source>
        <translation>Save changes</translation>
    </message>
    <message>
        <source>公示只写户主、事项和日期；积分同时记入。</source>
        <translation>Only head, item and day are published; the points are booked, too.</translation>
    </message>
    <message>
        <source>红榜</source>
        <translation>Red</translation>
    </message>
    <message>
        <source>待改进</source>
        <translation>To mend</translation>
    </message>
    <message>
        <source>登记一件</source>
        <translation>Enter a matter</translation>
    </message>
    <message>
        <source>制作公示…</source>
        <translation>Make the sheet…</translation>
    </message>
    <message>
        <source>打印告知单…</source>
        <translation>Print slips…</translation>
    </message>
    <message>
        <source>红黑榜事项</source>
        <translation>Board matters</translation>
    </message>
    <message>
        <source>{day} 由{who}告知（{way}），{until} 前整改</source>
        <translation>told by {who} on {day} ({way}), to mend by {until}</translation>
    </message>
    <message>
        <source>{day} 上榜（{number}），{down} 撤下</source>
        <translation>posted on {day} ({number}), down on {down}</translation>
    </message>
    <message>
        <source>登记</source>
        <translation>Register</translation>
    </message>
    <message>
        <source>户</source>
        <translation>Household</translation>
    </message>
    <message>
        <source>哪一榜</source>
        <translation>Board</translation>
    </message>
    <message>
        <source>主题</source>
        <translation>Subject</translation>
    </message>
    <message>
        <source>哪一项</source>
        <translation>Item</translation>
    </message>
    <message>
        <source>村规民约</source>
        <translation>Village covenant</translation>
    </message>
    <message>
        <source>扣分</source>
        <translation>Points taken</translation>
    </message>
    <message>
        <source>看到的情况</source>
        <translation>What was seen</translation>
    </message>
    <message>
        <source>登记告知</source>
        <translation>Note the telling</translation>
    </message>
    <message>
        <source>告知以后有整改期，到期前改好的不上榜。</source>
        <translation>Time to mend begins; what is mended in it is not published.</translation>
    </message>
    <message>
        <source>告知日期</source>
        <translation>Told on</translation>
    </message>
    <message>
        <source>告知人</source>
        <translation>Told by</translation>
    </message>
    <message>
        <source>方式</source>
        <translation>How</translation>
    </message>
    <message>
        <source>改为帮扶</source>
        <translation>Help instead</translation>
    </message>
    <message>
        <source>登记帮扶</source>
        <translation>Note the help</translation>
    </message>
    <message>
        <source>会建一个任务，七天内去办。</source>
        <translation>A task comes of it, due in seven days.</translation>
    </message>
    <message>
        <source>怎样帮</source>
        <translation>How</translation>
    </message>
    <message>
        <source>已整改</source>
        <translation>Mended</translation>
    </message>
    <message>
        <source>改好了就不上榜；在榜的要撤下。</source>
        <translation>Mended: not on the board, or down from it.</translation>
    </message>
    <message>
        <source>哪天看的</source>
        <translation>Seen on</translation>
    </message>
    <message>
        <source>说明</source>
        <translation>Remark</translation>
    </message>
    <message>
        <source>{head}家的这件事上红榜？</source>
        <translation>Put {head}&apos;s household on the red board?</translation>
    </message>
    <message>
        <source>{head}家到期没有整改，上榜公示？</source>
        <translation>Not mended in time: publish {head}&apos;s household?</translation>
    </message>
    <message>
        <source>审定</source>
        <translation>Approve</translation>
    </message>
    <message>
        <source>全部审定</source>
        <translation>Approve all</translation>
    </message>
    <message>
        <source>撤销</source>
        <translation>Undo</translation>
    </message>
    <message>
        <source>为什么撤销？已记的积分会冲销。</source>
        <translation>Why is it dropped? Its points are taken back.</translation>
    </message>
    <message>
        <source>撤销这一件</source>
        <translation>Drop it</translation>
    </message>
    <message>
        <source>登记撤下</source>
        <translation>Note taking down</translation>
    </message>
    <message>
        <source>同一张上的都撤下以后，这张公示也登记为撤下。</source>
        <translation>With its last entry the sheet is noted as down, too.</translation>
    </message>
    <message>
        <source>撤下日期</source>
        <translation>Taken down on</translation>
    </message>
    <message>
        <source>红黑榜</source>
        <translation>Red and black board</translation>
    </message>
    <message>
        <source>待改进事项告知单</source>
        <translation>Slips to households</translation>
    </message>
    <message>
        <source>上半张交给本户，下半张签收后村里留存。打印会记入日志。</source>
        <translation>The upper half for the household, the lower one signed and kept. Printing is logged.</translation>
    </message>
    <message>
        <source>户主</source>
        <translation>Head</translation>
    </message>
    <message>
        <source>榜</source>
        <translation>Board</translation>
    </message>
    <message>
        <source>事项</source>
        <translation>Matter</translation>
    </message>
    <message>
        <source>状态</source>
        <translation>State</translation>
    </message>
    <message>
        <source>到期</source>
        <translation>Due</translation>
    </message>
    <message>
        <source>小组</source>
        <translation>Group</translation>
    </message>
    <message>
        <source>没有要办的</source>
        <translation>Nothing to do</translation>
    </message>
    <message>
        <source>检查结账以后可以提名；看到的事也可以按 Ctrl+N 直接登记。</source>
        <translation>A closed round proposes households; Ctrl+N enters what was seen.</translation>
    </message>
    <message>
        <source>这里没有</source>
        <translation>Nothing here</translation>
    </message>
    <message>
        <source>没有选中事项</source>
        <translation>No matter chosen</translation>
    </message>
    <message>
        <source>登记告知…</source>
        <translation>Note the telling…</translation>
    </message>
    <message>
        <source>改为帮扶…</source>
        <translation>Help instead…</translation>
    </message>
    <message>
        <source>已整改…</source>
        <translation>Mended…</translation>
    </message>
    <message>
        <source>审定上榜</source>
        <translation>Approve</translation>
    </message>
    <message>
        <source>登记撤下…</source>
        <translation>Note taking down…</translation>
    </message>
    <message>
        <source>撤销…</source>
        <translation>Drop…</translation>
    </message>
    <message>
        <source>照片…</source>
        <translation>Pictures…</translation>
    </message>
    <message>
        <source>看这户</source>
        <translation>Household</translation>
    </message>
    <message>
        <source>不填就按条文最低的扣</source>
        <translation>Empty takes the article&apos;s least</translation>
    </message>
    <message>
        <source>公示已起草，核对后送审。</source>
        <translation>The sheet is drafted; check it and hand it in.</translation>
    </message>
    <message>
        <source>没有要告知的户。</source>
        <translation>Nobody is to be told.</translation>
    </message>
    <message>
        <source>要办的</source>
        <translation>To do</translation>
    </message>
    <message>
        <source>整改期内</source>
        <translation>Time to mend</translation>
    </message>
    <message>
        <source>在榜</source>
        <translation>Posted</translation>
    </message>
    <message>
        <source>已办完</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>全部</source>
        <translation>All</translation>
    </message>
    <message>
        <source>受照顾家庭（{why}）：不上黑榜，改为帮扶。</source>
        <translation>Protected ({why}): helped, not put on the board.</translation>
    </message>
    <message>
        <source>公示有 {count} 件异议没有办结，请到三务公开里答复。</source>
        <translation>The sheet has {count} open objections; please answer them under disclosure.</translation>
    </message>
    <message>
        <source>{day} 看到：{fact}</source>
        <translation>seen on {day}: {fact}</translation>
    </message>
    <message>
        <source>{day} 由{who}审定</source>
        <translation>approved by {who} on {day}</translation>
    </message>
    <message>
        <source>告知单…</source>
        <translation>Slip…</translation>
    </message>
    <message>
        <source>红榜全部审定（{count}）…</source>
        <translation>Approve all praise ({count})…</translation>
    </message>
    <message>
        <source>看公示</source>
        <translation>Sheet</translation>
    </message>
    <message>
        <source>看任务</source>
        <translation>Task</translation>
    </message>
    <message>
        <source>{count} 户都上红榜？</source>
        <translation>Put all {count} households on the red board?</translation>
    </message>
    <message>
        <source>审定后积分 {points}</source>
        <translation>Points on approval: {points}</translation>
    </message>
    <message>
        <source>{day} 帮扶：{text}</source>
        <translation>help on {day}: {text}</translation>
    </message>
    <message>
        <source>{day} 已撤下</source>
        <translation>down on {day}</translation>
    </message>
    <message>
        <source>{day} 撤销：{reason}</source>
        <translation>dropped on {day}: {reason}</translation>
    </message>
    <message>
        <source>已改为帮扶。</source>
        <translation>Help is noted.</translation>
    </message>
    <message>
        <source>{day} 已整改</source>
        <translation>mended on {day}</translation>
    </message>
    <message>
        <source>这是受照顾家庭（{why}）：登记以后改为帮扶，不上黑榜。</source>
        <translation>A protected household ({why}): it will be helped, not put on the board.</translation>
    </message>
    <message>
        <source>已登记，整改期到 {day}。</source>
        <translation>Noted; time to mend until {day}.</translation>
    </message>
</context>
<context>
    <name>EntryDialog</name>
    <message>
        <source>不改了</source>
        <translation>Leave it</translation>
    </message>
    <message>
        <source>关闭</source>
        <translation>Close</translation>
    </message>
</context>
<context>
    <name>EntryPage</name>
    <message>
        <source>正在打开…</source>
        <translation>Opening…</translation>
    </message>
</context>
<context>
    <name>ErasureDialog</name>
    <message>
        <source>依法删除：{name}</source>
        <translation>Erase by law: {name}</translation>
    </message>
    <message>
        <source>理由</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>如“本人书面申请”；不要写姓名</source>
        <translation>Such as “at the person&apos;s written request”; no names</translation>
    </message>
    <message>
        <source>输入姓名确认</source>
        <translation>Type the name to confirm</translation>
    </message>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>永久删除</source>
        <translation>Erase for good</translation>
    </message>
    <message>
        <source>依据《个人信息保护法》第四十七条。档案、变更历史、草稿都会删除，县里和本村每台电脑都一样，不能撤销。本人反映的事项留着，姓名和电话从中删去。已发布的公示和账目按规定保留。</source>
        <translation>Personal Information Protection Law, article 47. The record, its history and drafts are erased, at the county and on every PC of this village, and can&apos;t be brought back. Matters the person reported stay, without name and telephone. Notices issued and the books are kept, as the rules demand.</translation>
    </message>
</context>
<context>
    <name>EventBoard</name>
    <message>
        <source>待受理</source>
        <translation>To accept</translation>
    </message>
    <message>
        <source>已受理、交办</source>
        <translation>Accepted, assigned</translation>
    </message>
    <message>
        <source>办理中</source>
        <translation>Under way</translation>
    </message>
    <message>
        <source>等待</source>
        <translation>Waiting</translation>
    </message>
    <message>
        <source>待反馈</source>
        <translation>To tell the person</translation>
    </message>
    <message>
        <source>已办</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>还有 {n} 项，见列表</source>
        <translation>{n} more, see the list</translation>
    </message>
</context>
<context>
    <name>EventCalendar</name>
    <message>
        <source>月</source>
        <translation>Month</translation>
    </message>
    <message>
        <source>周</source>
        <translation>Week</translation>
    </message>
    <message>
        <source>上一页</source>
        <translation>Previous</translation>
    </message>
    <message>
        <source>下一页</source>
        <translation>Next</translation>
    </message>
    <message>
        <source>今天</source>
        <translation>Today</translation>
    </message>
    <message>
        <source>拖动或按 Alt+方向键改期；按时限规定和上级交办的期限不能改</source>
        <translation>Drag, or Alt and an arrow, to another day; days set by a limit or from above stay</translation>
    </message>
    <message>
        <source>周一</source>
        <translation>Mon</translation>
    </message>
    <message>
        <source>周二</source>
        <translation>Tue</translation>
    </message>
    <message>
        <source>周三</source>
        <translation>Wed</translation>
    </message>
    <message>
        <source>周四</source>
        <translation>Thu</translation>
    </message>
    <message>
        <source>周五</source>
        <translation>Fri</translation>
    </message>
    <message>
        <source>周六</source>
        <translation>Sat</translation>
    </message>
    <message>
        <source>周日</source>
        <translation>Sun</translation>
    </message>
    <message>
        <source>{first} 至 {last}</source>
        <translation>{first} to {last}</translation>
    </message>
    <message>
        <source>{year}年{month}月</source>
        <translation>{year}-{month}</translation>
    </message>
    <message>
        <source>今天 {day}</source>
        <translation>Today {day}</translation>
    </message>
    <message>
        <source>{day}&#x3000;{n} 项</source>
        <translation>{day}&#x3000;{n} due</translation>
    </message>
</context>
<context>
    <name>EventDetailPanel</name>
    <message>
        <source>没有选中任务</source>
        <translation>No task chosen</translation>
    </message>
    <message>
        <source>在左边选一项，这里显示办理情况。</source>
        <translation>Choose one on the left; its progress is shown here.</translation>
    </message>
    <message>
        <source>上级办理</source>
        <translation>With those above</translation>
    </message>
    <message>
        <source>办理</source>
        <translation>Handled</translation>
    </message>
    <message>
        <source>登记</source>
        <translation>Entered</translation>
    </message>
    <message>
        <source>受理</source>
        <translation>Accepted</translation>
    </message>
    <message>
        <source>办结</source>
        <translation>Settled</translation>
    </message>
    <message>
        <source>反馈</source>
        <translation>Told</translation>
    </message>
    <message>
        <source>评价</source>
        <translation>Rated</translation>
    </message>
    <message>
        <source>归档</source>
        <translation>Archived</translation>
    </message>
    <message>
        <source>{limit}：{due} 前办结</source>
        <translation>{limit}: to be settled by {due}</translation>
    </message>
    <message>
        <source>{limit}：{accept} 前受理，{due} 前办结</source>
        <translation>{limit}: to be accepted by {accept}, settled by {due}</translation>
    </message>
    <message>
        <source>计时停在 {at}，{until} 后自动恢复</source>
        <translation>Clock stopped at {at}, runs again after {until}</translation>
    </message>
    <message>
        <source>停过 {time}，期限已顺延</source>
        <translation>Stopped for {time}; the limit was put off</translation>
    </message>
    <message>
        <source>上面退回的理由：{reason}</source>
        <translation>Returned because: {reason}</translation>
    </message>
    <message>
        <source>不满意，重办过 {n} 次</source>
        <translation>Dissatisfied, done anew {n} time(s)</translation>
    </message>
    <message>
        <source>{days} 天 {hours} 小时</source>
        <translation>{days} d {hours} h</translation>
    </message>
    <message>
        <source>{days} 天</source>
        <translation>{days} d</translation>
    </message>
    <message>
        <source>{hours} 小时</source>
        <translation>{hours} h</translation>
    </message>
    <message>
        <source>{n} 分钟</source>
        <translation>{n} min</translation>
    </message>
    <message>
        <source>编号</source>
        <translation>Number</translation>
    </message>
    <message>
        <source>类别</source>
        <translation>Category</translation>
    </message>
    <message>
        <source>来源</source>
        <translation>Source</translation>
    </message>
    <message>
        <source>办理人</source>
        <translation>Handler</translation>
    </message>
    <message>
        <source>由谁办</source>
        <translation>With</translation>
    </message>
    <message>
        <source>地点</source>
        <translation>Place</translation>
    </message>
    <message>
        <source>反映人</source>
        <translation>Reported by</translation>
    </message>
    <message>
        <source>（保密）</source>
        <translation> (secret)</translation>
    </message>
    <message>
        <source>来文编号</source>
        <translation>Origin number</translation>
    </message>
    <message>
        <source>发生时间</source>
        <translation>Happened</translation>
    </message>
    <message>
        <source>登记时间</source>
        <translation>Recorded at</translation>
    </message>
    <message>
        <source>（要求保密）</source>
        <translation>(secret)</translation>
    </message>
    <message>
        <source>匿名</source>
        <translation>Anonymous</translation>
    </message>
    <message>
        <source>答复上级交办…</source>
        <translation>Answer the task…</translation>
    </message>
    <message>
        <source>更多</source>
        <translation>More</translation>
    </message>
    <message>
        <source>{step}…</source>
        <translation>{step}…</translation>
    </message>
    <message>
        <source>延期…</source>
        <translation>More time…</translation>
    </message>
    <message>
        <source>公开反馈…</source>
        <translation>Publish…</translation>
    </message>
    <message>
        <source>撤下公开</source>
        <translation>Take back from the public</translation>
    </message>
    <message>
        <source>打印事项办理单…</source>
        <translation>Print the slip…</translation>
    </message>
    <message>
        <source>{name}：{value}</source>
        <translation>{name}: {value}</translation>
    </message>
    <message>
        <source>有关的人和户</source>
        <translation>People and households concerned</translation>
    </message>
    <message>
        <source>办理记录</source>
        <translation>Progress</translation>
    </message>
    <message>
        <source>还没有记录。</source>
        <translation>Nothing recorded yet.</translation>
    </message>
    <message>
        <source>去哪里办</source>
        <translation>Where to go</translation>
    </message>
    <message>
        <source>要告知的人</source>
        <translation>People to be told</translation>
    </message>
    <message>
        <source>还没有告知</source>
        <translation>Not told yet</translation>
    </message>
    <message>
        <source>已告知</source>
        <translation>Told</translation>
    </message>
    <message>
        <source>告知…</source>
        <translation>Told…</translation>
    </message>
    <message>
        <source>办理结果</source>
        <translation>Outcome</translation>
    </message>
    <message>
        <source>当场办结</source>
        <translation>Settle on the spot</translation>
    </message>
    <message>
        <source>评价：</source>
        <translation>Rating: </translation>
    </message>
    <message>
        <source>公开反馈（{day} 起）</source>
        <translation>Public text (since {day})</translation>
    </message>
    <message>
        <source>公开反馈（没有公开）</source>
        <translation>Public text (not published)</translation>
    </message>
    <message>
        <source>并入的</source>
        <translation>Merged in</translation>
    </message>
    <message>
        <source>并入了</source>
        <translation>Merged into</translation>
    </message>
    <message>
        <source>{who}申请延期 {days} 天：{reason}</source>
        <translation>{who} asks for {days} more days: {reason}</translation>
    </message>
    <message>
        <source>同意延期</source>
        <translation>Grant</translation>
    </message>
    <message>
        <source>不同意</source>
        <translation>Refuse</translation>
    </message>
    <message>
        <source>修改…</source>
        <translation>Edit…</translation>
    </message>
</context>
<context>
    <name>EventDialog</name>
    <message>
        <source>修改任务</source>
        <translation>Edit task</translation>
    </message>
    <message>
        <source>新任务</source>
        <translation>New task</translation>
    </message>
    <message>
        <source>交办的任务</source>
        <translation>Assigned task</translation>
    </message>
    <message>
        <source>群众反映的事</source>
        <translation>Reported by villagers</translation>
    </message>
    <message>
        <source>如 10月20日、明天、月底，可不填</source>
        <translation>Such as Oct 20, tomorrow, end of month; may stay empty</translation>
    </message>
    <message>
        <source>事后补记的，写真实的日期</source>
        <translation>Where it is entered later: the true day</translation>
    </message>
    <message>
        <source>文号、热线工单号</source>
        <translation>Number of the document or of the hotline&apos;s order</translation>
    </message>
    <message>
        <source>匿名：不记姓名</source>
        <translation>Anonymous: no name is kept</translation>
    </message>
    <message>
        <source>要求保密：只有书记和文书看得到是谁</source>
        <translation>Secret: only secretary and clerk see who it is</translation>
    </message>
    <message>
        <source>当场办结：登记、办结、反馈一次完成</source>
        <translation>On the spot: entered, settled and told at once</translation>
    </message>
    <message>
        <source>标题</source>
        <translation>Title</translation>
    </message>
    <message>
        <source>种类</source>
        <translation>Kind</translation>
    </message>
    <message>
        <source>电话</source>
        <translation>Telephone</translation>
    </message>
    <message>
        <source>期限</source>
        <translation>Due</translation>
    </message>
    <message>
        <source>办理时限</source>
        <translation>Time limit</translation>
    </message>
    <message>
        <source>办理人</source>
        <translation>Handler</translation>
    </message>
    <message>
        <source>发生时间</source>
        <translation>Happened</translation>
    </message>
    <message>
        <source>来文编号</source>
        <translation>Origin number</translation>
    </message>
    <message>
        <source>办理结果</source>
        <translation>Outcome</translation>
    </message>
    <message>
        <source>怎样告诉的</source>
        <translation>Told how</translation>
    </message>
    <message>
        <source>满意程度</source>
        <translation>Satisfaction</translation>
    </message>
    <message>
        <source>更多…</source>
        <translation>More…</translation>
    </message>
    <message>
        <source>紧急程度</source>
        <translation>Urgency</translation>
    </message>
    <message>
        <source>当场办结</source>
        <translation>Settle on the spot</translation>
    </message>
    <message>
        <source>收起</source>
        <translation>Less</translation>
    </message>
    <message>
        <source>、</source>
        <translation>, </translation>
    </message>
    <message>
        <source>按内容选的，可以改</source>
        <translation>Chosen by the words; it can be changed</translation>
    </message>
    <message>
        <source>按内容选的，也可能是{others}</source>
        <translation>Chosen by the words; may also be {others}</translation>
    </message>
    <message>
        <source>{time} 前受理，马上处置，同时打电话报告乡镇</source>
        <translation>To be accepted by {time} and dealt with at once; tell the township by telephone</translation>
    </message>
    <message>
        <source>{accept}前受理，{due}前办结</source>
        <translation>To be accepted by {accept}, settled by {due}</translation>
    </message>
    <message>
        <source>{accept}前受理，期限按填写的</source>
        <translation>To be accepted by {accept}, due as typed</translation>
    </message>
    <message>
        <source>（{year} 年的放假安排还没有，按周一到周五算）</source>
        <translation> (no holiday order for {year} yet, counted Monday to Friday)</translation>
    </message>
    <message>
        <source>{month}月{day}日</source>
        <translation>{month}/{day}</translation>
    </message>
    <message>
        <source>可能已经有人反映过：{titles}</source>
        <translation>May have been reported before: {titles}</translation>
    </message>
    <message>
        <source>；</source>
        <translation>; </translation>
    </message>
    <message>
        <source>类别</source>
        <translation>Category</translation>
    </message>
    <message>
        <source>有关的人和户</source>
        <translation>People and households concerned</translation>
    </message>
    <message>
        <source>内容</source>
        <translation>Content</translation>
    </message>
    <message>
        <source>来源</source>
        <translation>Source</translation>
    </message>
    <message>
        <source>地点</source>
        <translation>Place</translation>
    </message>
    <message>
        <source>反映人</source>
        <translation>Reported by</translation>
    </message>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>保存</source>
        <translation>Save</translation>
    </message>
</context>
<context>
    <name>EventLink</name>
    <message>
        <source>（已不在档案中）</source>
        <translation>(no longer in the register)</translation>
    </message>
    <message>
        <source>{name}户</source>
        <translation>Household of {name}</translation>
    </message>
</context>
<context>
    <name>EventWork</name>
    <message>
        <source>事项办理单</source>
        <translation>Event slip</translation>
    </message>
    <message>
        <source>内部使用，不张贴。要求保密的反映人不印姓名；打印会记入日志。</source>
        <translation>For use inside, not for the wall. Who wished for secrecy is not named; the print is logged.</translation>
    </message>
    <message>
        <source>{name}户</source>
        <translation>Household of {name}</translation>
    </message>
    <message>
        <source>不同意延期</source>
        <translation>Refuse more time</translation>
    </message>
    <message>
        <source>为什么不同意？</source>
        <translation>Why is it refused?</translation>
    </message>
    <message>
        <source>不同意</source>
        <translation>Refuse</translation>
    </message>
    <message>
        <source>{step}：{title}</source>
        <translation>{step}: {title}</translation>
    </message>
    <message>
        <source>已延期</source>
        <translation>Given more time</translation>
    </message>
    <message>
        <source>已提交书记</source>
        <translation>Sent to the secretary</translation>
    </message>
    <message>
        <source>已撤下公开</source>
        <translation>Taken back from the public</translation>
    </message>
    <message>
        <source>同意延期</source>
        <translation>Grant</translation>
    </message>
    <message>
        <source>已合并：{title}</source>
        <translation>Merged: {title}</translation>
    </message>
    <message>
        <source>已公开</source>
        <translation>Published</translation>
    </message>
</context>
<context>
    <name>EventsPresenter</name>
    <message>
        <source>停用这条规则？它现有的任务会撤回，可以在“备份与设置”里恢复。</source>
        <translation>Switch this rule off? Its open tasks are taken back; it can be switched on again in Backup and settings.</translation>
    </message>
    <message>
        <source>不再为这一个提醒？现有的任务会撤回。</source>
        <translation>No more reminders for this one? Its open task is taken back.</translation>
    </message>
    <message>
        <source>不再提醒</source>
        <translation>No more reminders</translation>
    </message>
    <message>
        <source>“{title}”现在是“{state}”，不能直接移到这一栏</source>
        <translation>“{title}” is “{state}” now and cannot go to this column directly</translation>
    </message>
    <message>
        <source>这个人不在任何一户里，没有走访议程</source>
        <translation>This person belongs to no household; there is no agenda</translation>
    </message>
    <message>
        <source>期限改到 {day}</source>
        <translation>Due day moved to {day}</translation>
    </message>
</context>
<context>
    <name>EventsScreen</name>
    <message>
        <source>新任务</source>
        <translation>New task</translation>
    </message>
    <message>
        <source>任务列表</source>
        <translation>List of tasks</translation>
    </message>
    <message>
        <source>任务</source>
        <translation>Tasks</translation>
    </message>
    <message>
        <source>待办</source>
        <translation>To do</translation>
    </message>
    <message>
        <source>已逾期</source>
        <translation>Overdue</translation>
    </message>
    <message>
        <source>找任务：标题、内容、人名、拼音、编号</source>
        <translation>Find tasks: title, text, name, pinyin, number</translation>
    </message>
    <message>
        <source>列表</source>
        <translation>List</translation>
    </message>
    <message>
        <source>看板</source>
        <translation>Board</translation>
    </message>
    <message>
        <source>日历</source>
        <translation>Calendar</translation>
    </message>
    <message>
        <source>按什么分</source>
        <translation>Group by</translation>
    </message>
    <message>
        <source>只看哪一个</source>
        <translation>Show only</translation>
    </message>
    <message>
        <source>只看我办的</source>
        <translation>Only mine</translation>
    </message>
    <message>
        <source>走访议程…</source>
        <translation>Visit agenda…</translation>
    </message>
    <message>
        <source>这项任务那一户到期和没办完的事，可打印带去走访</source>
        <translation>What is due or open about the household of this task, to print for a visit</translation>
    </message>
    <message>
        <source>今天</source>
        <translation>Today</translation>
    </message>
    <message>
        <source>本周</source>
        <translation>This week</translation>
    </message>
    <message>
        <source>等待</source>
        <translation>Waiting</translation>
    </message>
    <message>
        <source>已办结</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>全部</source>
        <translation>All</translation>
    </message>
    <message>
        <source>不分组</source>
        <translation>Not grouped</translation>
    </message>
    <message>
        <source>按户</source>
        <translation>By household</translation>
    </message>
    <message>
        <source>按人</source>
        <translation>By person</translation>
    </message>
    <message>
        <source>按网格</source>
        <translation>By grid</translation>
    </message>
    <message>
        <source>按办理人</source>
        <translation>By handler</translation>
    </message>
    <message>
        <source>按类别</source>
        <translation>By category</translation>
    </message>
    <message>
        <source>按来源</source>
        <translation>By source</translation>
    </message>
    <message>
        <source>没有填写</source>
        <translation>Not filled in</translation>
    </message>
    <message>
        <source>{name}户</source>
        <translation>Household of {name}</translation>
    </message>
    <message>
        <source>没有找到“{text}”</source>
        <translation>Nothing found for “{text}”</translation>
    </message>
    <message>
        <source>没有任务</source>
        <translation>No tasks</translation>
    </message>
    <message>
        <source>按 Ctrl+N 登记一项。</source>
        <translation>Press Ctrl+N to record one.</translation>
    </message>
    <message>
        <source>任务看板</source>
        <translation>Task board</translation>
    </message>
    <message>
        <source>任务日历</source>
        <translation>Task calendar</translation>
    </message>
    <message>
        <source>当场办结</source>
        <translation>Settle on the spot</translation>
    </message>
    <message>
        <source>事项统计</source>
        <translation>Figures of matters</translation>
    </message>
</context>
<context>
    <name>EventsTable</name>
    <message>
        <source>暂停到 {day}</source>
        <translation>Paused until {day}</translation>
    </message>
    <message>
        <source>已暂停</source>
        <translation>Paused</translation>
    </message>
    <message>
        <source>今天到期</source>
        <translation>Due today</translation>
    </message>
    <message>
        <source>未定期限</source>
        <translation>No due date</translation>
    </message>
    <message>
        <source>期限</source>
        <translation>Due</translation>
    </message>
    <message>
        <source>标题</source>
        <translation>Title</translation>
    </message>
    <message>
        <source>状态</source>
        <translation>State</translation>
    </message>
    <message>
        <source>类别</source>
        <translation>Category</translation>
    </message>
    <message>
        <source>办理人</source>
        <translation>Handled by</translation>
    </message>
    <message>
        <source>有关的人和户</source>
        <translation>People and households</translation>
    </message>
    <message>
        <source>紧急程度</source>
        <translation>Urgency</translation>
    </message>
    <message>
        <source>来源</source>
        <translation>Source</translation>
    </message>
    <message>
        <source>登记时间</source>
        <translation>Registered</translation>
    </message>
    <message>
        <source>编号</source>
        <translation>Number</translation>
    </message>
    <message>
        <source>逾期 {days} 天</source>
        <translation>{days} d overdue</translation>
    </message>
    <message>
        <source>还有 {days} 天</source>
        <translation>{days} d left</translation>
    </message>
</context>
<context>
    <name>ExplainPanel</name>
    <message>
        <source>数字的出处</source>
        <translation>Where the figure comes from</translation>
    </message>
    <message>
        <source>关闭</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>（无权查看）</source>
        <translation>(no right to see)</translation>
    </message>
    <message>
        <source>类别</source>
        <translation>Category</translation>
    </message>
    <message>
        <source>日期</source>
        <translation>Date</translation>
    </message>
    <message>
        <source>内容</source>
        <translation>Content</translation>
    </message>
    <message>
        <source>对象</source>
        <translation>Who</translation>
    </message>
    <message>
        <source>金额（元）</source>
        <translation>Amount (yuan)</translation>
    </message>
    <message>
        <source>收起明细</source>
        <translation>Fold details</translation>
    </message>
    <message>
        <source>后来的改动</source>
        <translation>Changed since</translation>
    </message>
    <message>
        <source>{when} {who} 删除</source>
        <translation>{when} deleted by {who}</translation>
    </message>
    <message>
        <source>{when} {who} 把{field}由“{before}”改为“{after}”</source>
        <translation>{when} {who} changed {field} from “{before}” to “{after}”</translation>
    </message>
    <message>
        <source>{column} ＝ {formula}</source>
        <translation>{column} = {formula}</translation>
    </message>
    <message>
        <source>下面是 {when} 取数时的样子</source>
        <translation>Shown as of {when}, when the facts were taken</translation>
    </message>
    <message>
        <source>这一格是文字或手工填写的，没有明细。</source>
        <translation>This cell is text or was typed; there is nothing behind it.</translation>
    </message>
    <message>
        <source>{count} 条</source>
        <translation>{count} records</translation>
    </message>
    <message>
        <source>展开明细</source>
        <translation>Show details</translation>
    </message>
</context>
<context>
    <name>ExportDialog</name>
    <message>
        <source>导出名册</source>
        <translation>Export list</translation>
    </message>
    <message>
        <source>上报乡镇</source>
        <translation>Report to the township</translation>
    </message>
    <message>
        <source>入户核实</source>
        <translation>Household visit</translation>
    </message>
    <message>
        <source>会议使用</source>
        <translation>For a meeting</translation>
    </message>
    <message>
        <source>村务公开</source>
        <translation>Village disclosure</translation>
    </message>
    <message>
        <source>本村留存</source>
        <translation>Kept in the village</translation>
    </message>
    <message>
        <source>身份证号等按全文导出（默认遮住）</source>
        <translation>Export ID numbers in full (masked by default)</translation>
    </message>
    <message>
        <source>全文名册含个人敏感信息：只交给用它办事的人，用完即删，不发微信群。</source>
        <translation>A full list holds sensitive personal data: give it only to those who work with it, delete it after use, never send it to chat groups.</translation>
    </message>
    <message>
        <source>用途</source>
        <translation>Purpose</translation>
    </message>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>选择文件…</source>
        <translation>Choose file…</translation>
    </message>
    <message>
        <source>导出 {number}</source>
        <translation>Export {number}</translation>
    </message>
    <message>
        <source>列和顺序与屏幕上一样。用途、时间和经办人会记入日志。</source>
        <translation>Columns and order are those on the screen. Purpose, time and person are logged.</translation>
    </message>
</context>
<context>
    <name>ExtensionDialog</name>
    <message>
        <source>延期：{title}</source>
        <translation>More time: {title}</translation>
    </message>
    <message>
        <source>{limit}：现在到 {due}，最多再延 {days} 天</source>
        <translation>{limit}: now until {due}, {days} more days at most</translation>
    </message>
    <message>
        <source>延几天</source>
        <translation>Days</translation>
    </message>
    <message>
        <source>原因</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>提交书记审批</source>
        <translation>Send to the secretary</translation>
    </message>
    <message>
        <source>延期</source>
        <translation>Put off</translation>
    </message>
    <message>
        <source>这一类延期由书记决定。</source>
        <translation>The secretary decides about this class.</translation>
    </message>
</context>
<context>
    <name>FacetPanel</name>
    <message>
        <source>筛选</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>未选</source>
        <translation>not chosen</translation>
    </message>
    <message>
        <source>排除</source>
        <translation>excluded</translation>
    </message>
    <message>
        <source>选中</source>
        <translation>chosen</translation>
    </message>
    <message>
        <source>{label}，{count} 条，{state}</source>
        <translation>{label}, {count} records, {state}</translation>
    </message>
    <message>
        <source>单击：只看“{label}”；右击或 Alt+单击：排除</source>
        <translation>Click: only “{label}”; right click or Alt+click: exclude</translation>
    </message>
    <message>
        <source>只看</source>
        <translation>Only this</translation>
    </message>
</context>
<context>
    <name>FactsDialog</name>
    <message>
        <source>村情：哪些事项要公开</source>
        <translation>Village facts: which items are owed</translation>
    </message>
    <message>
        <source>关闭</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>登记里看得出来的，程序自己判断；看不出来的请回答。答“没有”的事项不会列入公开任务。</source>
        <translation>What the records show the program sees itself; please answer the rest. Items answered with no are left out of the duties.</translation>
    </message>
    <message>
        <source> 等 {n} 项</source>
        <translation> and others, {n} in all</translation>
    </message>
    <message>
        <source>关系到：{items}</source>
        <translation>Concerns: {items}</translation>
    </message>
    <message>
        <source>有</source>
        <translation>Yes</translation>
    </message>
    <message>
        <source>没有</source>
        <translation>No</translation>
    </message>
    <message>
        <source>有：{evidence}</source>
        <translation>Yes: {evidence}</translation>
    </message>
    <message>
        <source>没有，所以不列入公开任务</source>
        <translation>No, so it is left out</translation>
    </message>
    <message>
        <source>{said}（{who} {day} 答）</source>
        <translation>{said} ({who}, {day})</translation>
    </message>
    <message>
        <source>还没有回答，先按“有”处理</source>
        <translation>Not answered yet; taken as yes</translation>
    </message>
    <message>
        <source>还没有回答，有关的事项暂不列入</source>
        <translation>Not answered yet; its items are left out</translation>
    </message>
</context>
<context>
    <name>FactsEdit</name>
    <message>
        <source>哪一项变了</source>
        <translation>Which fact changed</translation>
    </message>
    <message>
        <source>现在是</source>
        <translation>Now</translation>
    </message>
    <message>
        <source>再加一项</source>
        <translation>Add another</translation>
    </message>
    <message>
        <source>档案里：{old}</source>
        <translation>In the register: {old}</translation>
    </message>
    <message>
        <source>没有填</source>
        <translation>not filled in</translation>
    </message>
    <message>
        <source>去掉这一项</source>
        <translation>Take this away</translation>
    </message>
</context>
<context>
    <name>FieldsDialog</name>
    <message>
        <source>户内任何人的姓名、拼音，回车选中</source>
        <translation>Name or pinyin of any member; Enter chooses</translation>
    </message>
    <message>
        <source>姓名、拼音，回车选中</source>
        <translation>Name or pinyin; Enter chooses</translation>
    </message>
    <message>
        <source>姓名、拼音，回车选中；也可以选户</source>
        <translation>Name or pinyin, Enter takes it; households too</translation>
    </message>
    <message>
        <source>请选一项。</source>
        <translation>Please choose one.</translation>
    </message>
    <message>
        <source>请填写。</source>
        <translation>Please fill this in.</translation>
    </message>
</context>
<context>
    <name>FiguresDialog</name>
    <message>
        <source>事项统计</source>
        <translation>Figures of matters</translation>
    </message>
    <message>
        <source>关闭</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>本月</source>
        <translation>This month</translation>
    </message>
    <message>
        <source>本季度</source>
        <translation>This quarter</translation>
    </message>
    <message>
        <source>上季度</source>
        <translation>Last quarter</translation>
    </message>
    <message>
        <source>今年</source>
        <translation>This year</translation>
    </message>
    <message>
        <source>去年</source>
        <translation>Last year</translation>
    </message>
    <message>
        <source>截至 {time}，读了 {n} 件群众反映的事。交办的任务和并入别件的不算；办结前撤销的和不予受理的不算在各项率里。</source>
        <translation>As of {time}, {n} reported matters were read. Tasks given and matters merged into others do not count; those refused, or withdrawn before they were settled, are in none of the rates.</translation>
    </message>
    <message>
        <source>收到</source>
        <translation>Came in</translation>
    </message>
    <message>
        <source>办结并反馈</source>
        <translation>Settled and told</translation>
    </message>
    <message>
        <source>按时办结率</source>
        <translation>Settled in time</translation>
    </message>
    <message>
        <source>到期 {whole} 件，按时办结 {part} 件</source>
        <translation>{whole} were due, {part} settled in time</translation>
    </message>
    <message>
        <source>村内解决率</source>
        <translation>Settled in the village</translation>
    </message>
    <message>
        <source>办结 {whole} 件，没有上报过的 {part} 件</source>
        <translation>{whole} settled, {part} never went up</translation>
    </message>
    <message>
        <source>满意率</source>
        <translation>Satisfied</translation>
    </message>
    <message>
        <source>评价率 {rate}：{n} 人作了评价，满意和非常满意 {part} 人</source>
        <translation>Rated {rate}: {n} people said, {part} satisfied or very satisfied</translation>
    </message>
    <message>
        <source>当场办结</source>
        <translation>Settle on the spot</translation>
    </message>
    <message>
        <source>重办过</source>
        <translation>Done anew</translation>
    </message>
    <message>
        <source>按最后一次办结算</source>
        <translation>Counted at the last closing</translation>
    </message>
    <message>
        <source>不予受理</source>
        <translation>Refused</translation>
    </message>
    <message>
        <source>不算在各项率里</source>
        <translation>In none of the rates</translation>
    </message>
    <message>
        <source>{n} 件</source>
        <translation>{n}</translation>
    </message>
</context>
<context>
    <name>FiguresPage</name>
    <message>
        <source>期间</source>
        <translation>Period</translation>
    </message>
    <message>
        <source>本季度</source>
        <translation>This quarter</translation>
    </message>
    <message>
        <source>上季度</source>
        <translation>Last quarter</translation>
    </message>
    <message>
        <source>本年</source>
        <translation>This year</translation>
    </message>
    <message>
        <source>上年</source>
        <translation>Last year</translation>
    </message>
    <message>
        <source>自己填</source>
        <translation>Own days</translation>
    </message>
    <message>
        <source>从哪天</source>
        <translation>From</translation>
    </message>
    <message>
        <source>到哪天</source>
        <translation>To</translation>
    </message>
    <message>
        <source>打印…</source>
        <translation>Print…</translation>
    </message>
    <message>
        <source>导出…</source>
        <translation>Export…</translation>
    </message>
    <message>
        <source>统计指标</source>
        <translation>Figures</translation>
    </message>
    <message>
        <source>本期</source>
        <translation>Period</translation>
    </message>
    <message>
        <source>累计</source>
        <translation>Cumulative</translation>
    </message>
    <message>
        <source>指标后面的记录</source>
        <translation>Records behind the figure</translation>
    </message>
    <message>
        <source>截止 {moment}，统计 {n} 条记录</source>
        <translation>As of {moment}, {n} records counted</translation>
    </message>
    <message>
        <source>{name}：{value} {unit}</source>
        <translation>{name}: {value} {unit}</translation>
    </message>
</context>
<context>
    <name>FilterSet</name>
    <message>
        <source>且</source>
        <translation>and</translation>
    </message>
    <message>
        <source>或</source>
        <translation>or</translation>
    </message>
</context>
<context>
    <name>FilterTerm</name>
    <message>
        <source>非 {value}</source>
        <translation>not {value}</translation>
    </message>
</context>
<context>
    <name>FinancePresenter</name>
    <message>
        <source>余额会跟着变。修改记录里还查得到。</source>
        <translation>The balance changes with it. The history keeps what it said.</translation>
    </message>
    <message>
        <source>删除</source>
        <translation>Delete</translation>
    </message>
    <message>
        <source>恢复使用“{name}”？</source>
        <translation>Open “{name}” again?</translation>
    </message>
    <message>
        <source>“{name}”今天起销户？</source>
        <translation>Close “{name}” from today?</translation>
    </message>
    <message>
        <source>以前的收支和结存都还在。</source>
        <translation>Its entries and balances stay.</translation>
    </message>
    <message>
        <source>期初结存</source>
        <translation>Opening balance</translation>
    </message>
    <message>
        <source>账面期末结存</source>
        <translation>Closing balance of the books</translation>
    </message>
    <message>
        <source>全部账户</source>
        <translation>All accounts</translation>
    </message>
    <message>
        <source>保存</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>说明差额</source>
        <translation>Explain the difference</translation>
    </message>
    <message>
        <source>恢复使用</source>
        <translation>Open again</translation>
    </message>
    <message>
        <source>销户</source>
        <translation>Close account</translation>
    </message>
    <message>
        <source>删除“{summary}”这一笔？</source>
        <translation>Remove the entry “{summary}”?</translation>
    </message>
    <message>
        <source>{account}在 {day} 开始时结存多少元？</source>
        <translation>{account}: how many yuan at the beginning of {day}?</translation>
    </message>
    <message>
        <source>{account}在 {day} 终了时，账面（银行对账单）结存多少元？</source>
        <translation>{account}: how many yuan do the books (the bank statement) show at the end of {day}?</translation>
    </message>
    <message>
        <source>账面比收支算出的多 {difference} 元（负数是少），是什么原因？会印在公开表上。</source>
        <translation>The books have {difference} yuan more than the entries make (less if negative). Why? The words go on the sheet.</translation>
    </message>
</context>
<context>
    <name>FinanceScreen</name>
    <message>
        <source>找收支：摘要、凭证号、金额、经手人</source>
        <translation>Find entries: summary, voucher, amount, handler</translation>
    </message>
    <message>
        <source>期间</source>
        <translation>Period</translation>
    </message>
    <message>
        <source>账户</source>
        <translation>Account</translation>
    </message>
    <message>
        <source>科目</source>
        <translation>Account</translation>
    </message>
    <message>
        <source>记一笔</source>
        <translation>New entry</translation>
    </message>
    <message>
        <source>明细</source>
        <translation>Entries</translation>
    </message>
    <message>
        <source>账户与结存</source>
        <translation>Accounts and balances</translation>
    </message>
    <message>
        <source>公开事项</source>
        <translation>Items</translation>
    </message>
    <message>
        <source>图示</source>
        <translation>Charts</translation>
    </message>
    <message>
        <source>导入</source>
        <translation>Import</translation>
    </message>
    <message>
        <source>财务</source>
        <translation>Finance</translation>
    </message>
    <message>
        <source>全部科目</source>
        <translation>All items</translation>
    </message>
    <message>
        <source>各项收入</source>
        <translation>Income by item</translation>
    </message>
    <message>
        <source>各项支出</source>
        <translation>Expenditure by item</translation>
    </message>
    <message>
        <source>全部账户</source>
        <translation>All accounts</translation>
    </message>
    <message>
        <source>（未选账户）</source>
        <translation>(no account)</translation>
    </message>
    <message>
        <source>记一笔收支</source>
        <translation>New entry of income or expense</translation>
    </message>
    <message>
        <source>导入收支表</source>
        <translation>Import a workbook of entries</translation>
    </message>
    <message>
        <source>收支图示</source>
        <translation>Charts of income and expenditure</translation>
    </message>
</context>
<context>
    <name>FindDialog</name>
    <message>
        <source>记走访</source>
        <translation>Log a visit</translation>
    </message>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>走访了谁？输入姓名或拼音，回车选中。</source>
        <translation>Who was visited? Type a name or pinyin, Enter chooses.</translation>
    </message>
</context>
<context>
    <name>FindingDialog</name>
    <message>
        <source>登记自己发现的问题</source>
        <translation>Enter something found by the village</translation>
    </message>
    <message>
        <source>登记</source>
        <translation>Register</translation>
    </message>
    <message>
        <source>什么问题</source>
        <translation>What is wrong</translation>
    </message>
    <message>
        <source>怎样发现</source>
        <translation>How it was found</translation>
    </message>
    <message>
        <source>发现日期</source>
        <translation>Found on</translation>
    </message>
    <message>
        <source>整改期限</source>
        <translation>To be mended by</translation>
    </message>
</context>
<context>
    <name>FindingEdit</name>
    <message>
        <source>登记为任务</source>
        <translation>Make it a task</translation>
    </message>
</context>
<context>
    <name>FindingPanel</name>
    <message>
        <source>没有选中问题</source>
        <translation>No finding chosen</translation>
    </message>
    <message>
        <source>在左边选一处，这里说明哪里矛盾、怎么办。</source>
        <translation>Choose one on the left; here stands what contradicts what, and what to do.</translation>
    </message>
    <message>
        <source>去看</source>
        <translation>Go to</translation>
    </message>
    <message>
        <source>（没有姓名）</source>
        <translation>(no name)</translation>
    </message>
    <message>
        <source>已有人核对过，情况属实。相关的人或日期再有变动，会重新提示。</source>
        <translation>Somebody looked at it: it is so. It is told again when a person or date concerned changes.</translation>
    </message>
    <message>
        <source>重新核对</source>
        <translation>Look at it again</translation>
    </message>
    <message>
        <source>核对过、确实就是这样的，记为无误，以后不再提示；相关的人或日期再有变动，会重新提示。</source>
        <translation>Looked at, and it is so? Note it as right and it is not told any more, until a person or date concerned changes.</translation>
    </message>
    <message>
        <source>核对无误</source>
        <translation>It is right</translation>
    </message>
</context>
<context>
    <name>FloatingPage</name>
    <message>
        <source>登记流动党员</source>
        <translation>Enter who is away</translation>
    </message>
    <message>
        <source>登记联系…</source>
        <translation>Enter a contact…</translation>
    </message>
    <message>
        <source>修改…</source>
        <translation>Change…</translation>
    </message>
    <message>
        <source>党员卡片</source>
        <translation>Member&apos;s card</translation>
    </message>
    <message>
        <source>流动党员</source>
        <translation>Members away</translation>
    </message>
    <message>
        <source>姓名</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>类型</source>
        <translation>Kind</translation>
    </message>
    <message>
        <source>联系</source>
        <translation>Contact</translation>
    </message>
    <message>
        <source>外出日期</source>
        <translation>Away since</translation>
    </message>
    <message>
        <source>地点</source>
        <translation>Place</translation>
    </message>
    <message>
        <source>工作单位</source>
        <translation>Employer</translation>
    </message>
    <message>
        <source>联系人</source>
        <translation>Contact person</translation>
    </message>
    <message>
        <source>流入地党组织</source>
        <translation>Branch there</translation>
    </message>
    <message>
        <source>{day} 前再联系</source>
        <translation>next by {day}</translation>
    </message>
    <message>
        <source>{day} 前要联系</source>
        <translation>due by {day}</translation>
    </message>
    <message>
        <source>应在 {day} 前联系</source>
        <translation>was due by {day}</translation>
    </message>
    <message>
        <source>{last} 起没有联系上</source>
        <translation>not reached since {last}</translation>
    </message>
    <message>
        <source>没有指定</source>
        <translation>nobody named</translation>
    </message>
    <message>
        <source>没有流动党员</source>
        <translation>Nobody is away</translation>
    </message>
    <message>
        <source>外出六个月以上、没有转组织关系的党员在这里登记，到期提醒联系。</source>
        <translation>Enter members who are away for six months and more without a transfer; contacts are reminded of.</translation>
    </message>
    <message>
        <source>登记了 {count} 人的联系</source>
        <translation>Contacts with {count} people entered</translation>
    </message>
    <message>
        <source>撤销</source>
        <translation>Undo</translation>
    </message>
</context>
<context>
    <name>FormDialog</name>
    <message>
        <source>保存</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>照表样做表</source>
        <translation>Table from a form</translation>
    </message>
    <message>
        <source>照表头认出了下面这些列；不对的可以改。档案里没有的留作自填，填一次以后都记得。导出时填进这份表样，格式和公式不变。</source>
        <translation>These columns were recognised by their headings; change what is wrong. What the register does not know is typed once and remembered. The export fills this form; its looks and formulas stay.</translation>
    </message>
    <message>
        <source>名称</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>报给谁</source>
        <translation>For</translation>
    </message>
    <message>
        <source>哪些行</source>
        <translation>Rows</translation>
    </message>
    <message>
        <source>列</source>
        <translation>Columns</translation>
    </message>
    <message>
        <source>自填（档案里没有）</source>
        <translation>Typed (not in the register)</translation>
    </message>
    <message>
        <source>序号</source>
        <translation>Serial number</translation>
    </message>
    <message>
        <source>空着（签字等）</source>
        <translation>Left empty (signature …)</translation>
    </message>
    <message>
        <source>表样的列</source>
        <translation>Column of the form</translation>
    </message>
    <message>
        <source>从档案填什么</source>
        <translation>Filled from the register</translation>
    </message>
</context>
<context>
    <name>FormNames</name>
    <message>
        <source>新增{what}</source>
        <translation>Add {what}</translation>
    </message>
    <message>
        <source>修改{what}</source>
        <translation>Edit {what}</translation>
    </message>
    <message>
        <source>立户</source>
        <translation>New household</translation>
    </message>
    <message>
        <source>人员</source>
        <translation>person</translation>
    </message>
    <message>
        <source>户</source>
        <translation>household</translation>
    </message>
    <message>
        <source>住房</source>
        <translation>Dwellings</translation>
    </message>
    <message>
        <source>宅基地</source>
        <translation>homestead</translation>
    </message>
    <message>
        <source>承包合同</source>
        <translation>land contract</translation>
    </message>
    <message>
        <source>地块</source>
        <translation>parcel</translation>
    </message>
    <message>
        <source>{what}：{name}</source>
        <translation>{what}: {name}</translation>
    </message>
</context>
<context>
    <name>FormPage</name>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>Esc；没有保存的内容留作草稿</source>
        <translation>Esc; unsaved input stays as a draft</translation>
    </message>
    <message>
        <source>保存</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>继续填写</source>
        <translation>Go on filling in</translation>
    </message>
    <message>
        <source>丢弃草稿</source>
        <translation>Discard draft</translation>
    </message>
    <message>
        <source>入户原因</source>
        <translation>Reason for joining</translation>
    </message>
</context>
<context>
    <name>FormSections</name>
    <message>
        <source>户</source>
        <translation>Household</translation>
    </message>
    <message>
        <source>户主</source>
        <translation>Head</translation>
    </message>
    <message>
        <source>基本信息</source>
        <translation>Basic facts</translation>
    </message>
    <message>
        <source>亲属</source>
        <translation>Relatives</translation>
    </message>
    <message>
        <source>身份与户籍</source>
        <translation>Identity and hukou</translation>
    </message>
    <message>
        <source>就业</source>
        <translation>Employment</translation>
    </message>
    <message>
        <source>保险与待遇</source>
        <translation>Insurance and benefits</translation>
    </message>
    <message>
        <source>残疾</source>
        <translation>Disability</translation>
    </message>
    <message>
        <source>其他</source>
        <translation>Other</translation>
    </message>
    <message>
        <source>收入与支出</source>
        <translation>Income and expenses</translation>
    </message>
    <message>
        <source>财产</source>
        <translation>Property</translation>
    </message>
    <message>
        <source>信用</source>
        <translation>Credit</translation>
    </message>
</context>
<context>
    <name>FundsColumns</name>
    <message>
        <source>日期</source>
        <translation>Day</translation>
    </message>
    <message>
        <source>月（和“日”分两列）</source>
        <translation>Month (day in another column)</translation>
    </message>
    <message>
        <source>日（和“月”分两列）</source>
        <translation>Day of the month (month in another column)</translation>
    </message>
    <message>
        <source>凭证号</source>
        <translation>Voucher no.</translation>
    </message>
    <message>
        <source>凭证字</source>
        <translation>Kind of voucher</translation>
    </message>
    <message>
        <source>凭证字后面的号</source>
        <translation>Number behind the kind of voucher</translation>
    </message>
    <message>
        <source>科目</source>
        <translation>Account</translation>
    </message>
    <message>
        <source>摘要</source>
        <translation>Summary</translation>
    </message>
    <message>
        <source>收入金额</source>
        <translation>Income</translation>
    </message>
    <message>
        <source>支出金额</source>
        <translation>Expense</translation>
    </message>
    <message>
        <source>金额（收支一列）</source>
        <translation>Amount (income and expense in one column)</translation>
    </message>
    <message>
        <source>收/支标记</source>
        <translation>Mark of income or expense</translation>
    </message>
    <message>
        <source>余额（用来核对）</source>
        <translation>Balance (for checking)</translation>
    </message>
    <message>
        <source>经手人</source>
        <translation>Handled by</translation>
    </message>
    <message>
        <source>审批人</source>
        <translation>Approved by</translation>
    </message>
    <message>
        <source>收款人或对方</source>
        <translation>Payee or other side</translation>
    </message>
    <message>
        <source>账户</source>
        <translation>Account</translation>
    </message>
    <message>
        <source>备注</source>
        <translation>Note</translation>
    </message>
</context>
<context>
    <name>FundsImportPresenter</name>
    <message>
        <source>收支表</source>
        <translation>Income and expenditure workbook</translation>
    </message>
    <message>
        <source>账目不受影响</source>
        <translation>the books stay as they are</translation>
    </message>
    <message>
        <source>正在核对</source>
        <translation>Checking</translation>
    </message>
    <message>
        <source>正在写入账目</source>
        <translation>Writing the entries</translation>
    </message>
    <message>
        <source>撤销这次导入？</source>
        <translation>Undo this import?</translation>
    </message>
    <message>
        <source>这次登记的收支和结存都会拿掉；以后改过的那几笔会留下。</source>
        <translation>The entries and balances of this import are taken out; entries changed since stay.</translation>
    </message>
    <message>
        <source>撤销</source>
        <translation>Undo</translation>
    </message>
    <message>
        <source>收支错误表.xlsx</source>
        <translation>entry-errors.xlsx</translation>
    </message>
    <message>
        <source>正在撤销导入</source>
        <translation>Undoing the import</translation>
    </message>
    <message>
        <source>已撤销这次导入。</source>
        <translation>The import was undone.</translation>
    </message>
    <message>
        <source>读懂每一格</source>
        <translation>Reading every cell</translation>
    </message>
    <message>
        <source>与账目比对</source>
        <translation>Comparing with the books</translation>
    </message>
    <message>
        <source>先做备份</source>
        <translation>Backing up first</translation>
    </message>
    <message>
        <source>写入</source>
        <translation>Writing</translation>
    </message>
    <message>
        <source>已撤销；有 {count} 笔后来改过，留着没动。</source>
        <translation>Undone; {count} entries were changed since and stay.</translation>
    </message>
</context>
<context>
    <name>FundsPreviewPage</name>
    <message>
        <source>新登记</source>
        <translation>New</translation>
    </message>
    <message>
        <source>账上已有</source>
        <translation>In the books</translation>
    </message>
    <message>
        <source>要处理</source>
        <translation>To mend</translation>
    </message>
    <message>
        <source>跳过</source>
        <translation>Skipped</translation>
    </message>
    <message>
        <source>这张表是哪个账户的</source>
        <translation>Account of this workbook</translation>
    </message>
    <message>
        <source>凭证号每月从头编</source>
        <translation>Vouchers are numbered anew every month</translation>
    </message>
    <message>
        <source>登记表里的结存</source>
        <translation>Take the balances too</translation>
    </message>
    <message>
        <source>表中的行</source>
        <translation>Rows of the sheet</translation>
    </message>
    <message>
        <source>上一步：核对列</source>
        <translation>Back: check columns</translation>
    </message>
    <message>
        <source>写入账目</source>
        <translation>Write</translation>
    </message>
    <message>
        <source>行</source>
        <translation>Row</translation>
    </message>
    <message>
        <source>日期</source>
        <translation>Day</translation>
    </message>
    <message>
        <source>凭证号</source>
        <translation>Voucher no.</translation>
    </message>
    <message>
        <source>科目</source>
        <translation>Account</translation>
    </message>
    <message>
        <source>摘要</source>
        <translation>Summary</translation>
    </message>
    <message>
        <source>收入</source>
        <translation>Income</translation>
    </message>
    <message>
        <source>支出</source>
        <translation>Expenditure</translation>
    </message>
    <message>
        <source>说明</source>
        <translation>Remark</translation>
    </message>
    <message>
        <source>不分账户</source>
        <translation>No account</translation>
    </message>
    <message>
        <source>还有 {n} 处类似的问题。</source>
        <translation>{n} more of this kind.</translation>
    </message>
    <message>
        <source>写入 {count} 笔：收入 {income}，支出 {expense} 元；合计、结存等 {passed} 行不是收支</source>
        <translation>{count} to write: income {income}, expense {expense} yuan; {passed} rows are totals or balances</translation>
    </message>
    <message>
        <source>收入里的“{word}”（{count} 行）是：</source>
        <translation>“{word}” among income ({count} rows) is:</translation>
    </message>
    <message>
        <source>支出里的“{word}”（{count} 行）是：</source>
        <translation>“{word}” among expenses ({count} rows) is:</translation>
    </message>
    <message>
        <source>账户“{word}”（{count} 行）是：</source>
        <translation>Account “{word}” ({count} rows) is:</translation>
    </message>
    <message>
        <source>选一次就记住</source>
        <translation>remembered once chosen</translation>
    </message>
    <message>
        <source>跳过这一行</source>
        <translation>Skip this row</translation>
    </message>
    <message>
        <source>不跳过了</source>
        <translation>Take it in again</translation>
    </message>
    <message>
        <source>金额</source>
        <translation>Amount</translation>
    </message>
</context>
<context>
    <name>FundsResultPage</name>
    <message>
        <source>保存错误表…</source>
        <translation>Save error workbook…</translation>
    </message>
    <message>
        <source>看明细</source>
        <translation>See the entries</translation>
    </message>
    <message>
        <source>再导入一个文件</source>
        <translation>Import another file</translation>
    </message>
    <message>
        <source>撤销这次导入…</source>
        <translation>Undo this import…</translation>
    </message>
    <message>
        <source>“{file}”已导入 {count} 笔</source>
        <translation>{count} entries imported from “{file}”</translation>
    </message>
    <message>
        <source>收入 {income} 元，支出 {expense} 元。这次导入以后任何一天都可以整批撤销。</source>
        <translation>Income {income} yuan, expense {expense} yuan. This import can be undone as a whole on any later day.</translation>
    </message>
    <message>
        <source>有 {count} 行没有导入。保存错误表，按“原因”和“建议”改正，再导入那张表即可。</source>
        <translation> {count} rows were not imported. Save the error workbook, mend it by its reasons and advice, and import that.</translation>
    </message>
</context>
<context>
    <name>FundsStartPage</name>
    <message>
        <source>导入收支</source>
        <translation>Import entries</translation>
    </message>
    <message>
        <source>把“三资”平台或报账员的收支表拖到这里，或者点“选择文件”。列的顺序不限，标题行、合计行不用删，上期结存、本期结存会自动核对。先给您看一遍，确认后才写入。</source>
        <translation>Drop the workbook of the platform or the bookkeeper here, or choose a file. Columns may stand in any order, titles and totals may stay, opening and closing balances are checked. You see everything first; nothing is written before you say so.</translation>
    </message>
    <message>
        <source>新登记</source>
        <translation>New</translation>
    </message>
    <message>
        <source>重复</source>
        <translation>Double</translation>
    </message>
    <message>
        <source>有错</source>
        <translation>Faulty</translation>
    </message>
</context>
<context>
    <name>GradeTableDialog</name>
    <message>
        <source>录入银行的表</source>
        <translation>Enter a bank&apos;s table</translation>
    </message>
    <message>
        <source>银行</source>
        <translation>Bank</translation>
    </message>
    <message>
        <source>从哪天起用</source>
        <translation>In force from</translation>
    </message>
    <message>
        <source>依据</source>
        <translation>Basis</translation>
    </message>
    <message>
        <source>比如银行的通知或合作协议</source>
        <translation>Such as the bank&apos;s letter or agreement</translation>
    </message>
    <message>
        <source>等级</source>
        <translation>Grade</translation>
    </message>
    <message>
        <source>最低积分</source>
        <translation>Least points</translation>
    </message>
    <message>
        <source>额度从（元）</source>
        <translation>Line from (yuan)</translation>
    </message>
    <message>
        <source>到（元）</source>
        <translation>to (yuan)</translation>
    </message>
    <message>
        <source>利率</source>
        <translation>Interest</translation>
    </message>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>存为新版本</source>
        <translation>Keep as a new version</translation>
    </message>
    <message>
        <source>照银行给的表填写，从高到低；没有的等级空着。以前的名单等级不变。</source>
        <translation>As the bank gave it, from high to low; leave out grades it lacks. Earlier lists keep their grades.</translation>
    </message>
</context>
<context>
    <name>GradesDialog</name>
    <message>
        <source>民主评议票数</source>
        <translation>Ballots of an appraisal</translation>
    </message>
    <message>
        <source>姓名</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>职务</source>
        <translation>Post</translation>
    </message>
    <message>
        <source>优秀</source>
        <translation>Excellent</translation>
    </message>
    <message>
        <source>称职</source>
        <translation>Good</translation>
    </message>
    <message>
        <source>基本称职</source>
        <translation>Fair</translation>
    </message>
    <message>
        <source>不称职</source>
        <translation>Poor</translation>
    </message>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>保存</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>逐人填写得票数；没有收回的票不填。</source>
        <translation>Enter the ballots of each person; leave out those not returned.</translation>
    </message>
</context>
<context>
    <name>GridModel</name>
    <message>
        <source>不印在表上，只用来分组或区分同名的人</source>
        <translation>Not printed; only groups rows or tells people of one name apart</translation>
    </message>
    <message>
        <source>“{column}”要填</source>
        <translation>“{column}” is needed</translation>
    </message>
    <message>
        <source>填写</source>
        <translation>Typing</translation>
    </message>
</context>
<context>
    <name>GridView</name>
    <message>
        <source>清空</source>
        <translation>Clearing</translation>
    </message>
    <message>
        <source>粘贴</source>
        <translation>Pasting</translation>
    </message>
    <message>
        <source>插入一行</source>
        <translation>Insert row</translation>
    </message>
    <message>
        <source>删除行</source>
        <translation>Delete rows</translation>
    </message>
    <message>
        <source>移动行</source>
        <translation>Moving a row</translation>
    </message>
</context>
<context>
    <name>GridsPage</name>
    <message>
        <source>网格长、网格员…</source>
        <translation>Heads and workers…</translation>
    </message>
    <message>
        <source>网格</source>
        <translation>Grid</translation>
    </message>
    <message>
        <source>网格长、网格员</source>
        <translation>Head and workers of the grid</translation>
    </message>
    <message>
        <source>保存</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>网格长（一人）</source>
        <translation>Head (one person)</translation>
    </message>
    <message>
        <source>网格员</source>
        <translation>Grid workers</translation>
    </message>
    <message>
        <source>网格长</source>
        <translation>Head</translation>
    </message>
    <message>
        <source>没有网格</source>
        <translation>No grids</translation>
    </message>
    <message>
        <source>在民情档案里给户填上网格，这里就会出现。</source>
        <translation>Give households a grid in the register, and it appears here.</translation>
    </message>
    <message>
        <source>没有选中网格</source>
        <translation>No grid chosen</translation>
    </message>
    <message>
        <source>呼叫不够时，程序再找联户干部、组长和有电话的邻居，每人最多 8 户。</source>
        <translation>Where they are too few, linked officials, group heads and neighbours with a telephone are found, at most 8 households each.</translation>
    </message>
    <message>
        <source>网格员按档案里标为网格员的人算，可以在这里指定。</source>
        <translation>Workers are those whom the register marks as such; name them here to change that.</translation>
    </message>
    <message>
        <source>修改…</source>
        <translation>Change…</translation>
    </message>
    <message>
        <source>没有定</source>
        <translation>Not named</translation>
    </message>
</context>
<context>
    <name>HeadDialog</name>
    <message>
        <source>户主变更：{name}户</source>
        <translation>Change of head: household of {name}</translation>
    </message>
    <message>
        <source>原户主留作成员。各人与户主的关系按登记的亲属关系重新推算，可以改。</source>
        <translation>The old head stays as a member. Everybody’s relation to the head is worked out anew from the relatives on file and can be changed.</translation>
    </message>
    <message>
        <source>变更户主</source>
        <translation>Change head</translation>
    </message>
    <message>
        <source>新户主</source>
        <translation>New head</translation>
    </message>
    <message>
        <source>（无户主）</source>
        <translation>(no head)</translation>
    </message>
    <message>
        <source>{name}户&#x3000;{number}</source>
        <translation>Household of {name} {number}</translation>
    </message>
</context>
<context>
    <name>HelpPanel</name>
    <message>
        <source>帮助</source>
        <translation>Help</translation>
    </message>
    <message>
        <source>关闭帮助</source>
        <translation>Close help</translation>
    </message>
</context>
<context>
    <name>HistoryDialog</name>
    <message>
        <source>关闭</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>更早还有 {n} 次</source>
        <translation>{n} earlier ones</translation>
    </message>
    <message>
        <source>没有记录。</source>
        <translation>Nothing recorded.</translation>
    </message>
    <message>
        <source>手工录入</source>
        <translation>Entered by hand</translation>
    </message>
    <message>
        <source>导入</source>
        <translation>Import</translation>
    </message>
    <message>
        <source>撤销</source>
        <translation>Undo</translation>
    </message>
    <message>
        <source>恢复</source>
        <translation>Restore</translation>
    </message>
    <message>
        <source>县平台同步</source>
        <translation>Received from the county</translation>
    </message>
    <message>
        <source>已撤销</source>
        <translation>Undone</translation>
    </message>
    <message>
        <source>恢复这次修改</source>
        <translation>Redo this change</translation>
    </message>
    <message>
        <source>撤销这次修改</source>
        <translation>Undo this change</translation>
    </message>
    <message>
        <source>{field}：{old} → {new}</source>
        <translation>{field}: {old} → {new}</translation>
    </message>
    <message>
        <source>（空）</source>
        <translation>(empty)</translation>
    </message>
    <message>
        <source>整批撤销在“导入”里办。</source>
        <translation>A whole import is undone under “Import”.</translation>
    </message>
    <message>
        <source>同一次操作还写了另外 {n} 条记录</source>
        <translation>The same operation wrote {n} further records</translation>
    </message>
    <message>
        <source>新增：{what}</source>
        <translation>Added: {what}</translation>
    </message>
    <message>
        <source>删除：{what}</source>
        <translation>Deleted: {what}</translation>
    </message>
    <message>
        <source>户内成员关系</source>
        <translation>Membership</translation>
    </message>
</context>
<context>
    <name>IdentityDialog</name>
    <message>
        <source>“{login}”是谁</source>
        <translation>Who “{login}” is</translation>
    </message>
    <message>
        <source>姓名</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>屏幕和以后的纸上印这个名字</source>
        <translation>This name is shown, and printed from now on</translation>
    </message>
    <message>
        <source>档案里的人</source>
        <translation>Person in the register</translation>
    </message>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>保存</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>知道是谁，程序才能核对回避：审核人和名单上的人是近亲属的不能审核，村干部的近亲属不能当监督委员。</source>
        <translation>Knowing who it is, the program can tell conflicts of interest: nobody reviews a list with a close relative on it, and close relatives of officials cannot sit on the supervision committee.</translation>
    </message>
    <message>
        <source>请从列出的人里选一个。</source>
        <translation>Please choose one of the people listed.</translation>
    </message>
    <message>
        <source>请填写姓名。</source>
        <translation>Enter the name.</translation>
    </message>
</context>
<context>
    <name>ImportLead</name>
    <message>
        <source>正在读取文件</source>
        <translation>Reading the file</translation>
    </message>
    <message>
        <source>正在恢复上次的导入</source>
        <translation>Resuming the last import</translation>
    </message>
    <message>
        <source>放弃这次没有完成的导入？</source>
        <translation>Give up this unfinished import?</translation>
    </message>
    <message>
        <source>放弃</source>
        <translation>Give up</translation>
    </message>
    <message>
        <source>保存错误表</source>
        <translation>Save error workbook</translation>
    </message>
    <message>
        <source>Excel 工作簿 (*.xlsx)</source>
        <translation>Excel workbook (*.xlsx)</translation>
    </message>
    <message>
        <source>正在写错误表</source>
        <translation>Writing the error workbook</translation>
    </message>
    <message>
        <source>选择{workbook}</source>
        <translation>Choose: {workbook}</translation>
    </message>
    <message>
        <source>所有文件 (*)</source>
        <translation>All files (*)</translation>
    </message>
    <message>
        <source>读取</source>
        <translation>Reading</translation>
    </message>
    <message>
        <source>找表头</source>
        <translation>Finding headings</translation>
    </message>
    <message>
        <source>保存进度</source>
        <translation>Saving progress</translation>
    </message>
    <message>
        <source>读到的内容和您改过的地方都会丢掉，{unharmed}。</source>
        <translation>What was read and what you changed is thrown away; {unharmed}.</translation>
    </message>
    <message>
        <source>错误表已保存，共 {count} 行。</source>
        <translation>The error workbook was saved, {count} rows.</translation>
    </message>
</context>
<context>
    <name>ImportPresenter</name>
    <message>
        <source>已撤销这次导入。</source>
        <translation>The import was undone.</translation>
    </message>
    <message>
        <source>正在核对</source>
        <translation>Checking</translation>
    </message>
    <message>
        <source>正在写入档案</source>
        <translation>Writing to the register</translation>
    </message>
    <message>
        <source>导入错误表.xlsx</source>
        <translation>import-errors.xlsx</translation>
    </message>
    <message>
        <source>撤销这次导入？</source>
        <translation>Undo this import?</translation>
    </message>
    <message>
        <source>这次导入新增的人和改动的内容全部退回；导入以后它们没有再改过。</source>
        <translation>All people added and all changes made by this import are taken back; nobody changed them since.</translation>
    </message>
    <message>
        <source>撤销</source>
        <translation>Undo</translation>
    </message>
    <message>
        <source>正在撤销导入</source>
        <translation>Undoing the import</translation>
    </message>
    <message>
        <source>花名册</source>
        <translation>List of people</translation>
    </message>
    <message>
        <source>档案不受影响</source>
        <translation>the register stays as it is</translation>
    </message>
    <message>
        <source>正在看哪些后来改过</source>
        <translation>Looking for what was edited since</translation>
    </message>
    <message>
        <source>读懂每一格</source>
        <translation>Reading every cell</translation>
    </message>
    <message>
        <source>与档案比对</source>
        <translation>Comparing with the register</translation>
    </message>
    <message>
        <source>先做备份</source>
        <translation>Backing up first</translation>
    </message>
    <message>
        <source>写入</source>
        <translation>Writing</translation>
    </message>
    <message>
        <source>更新查找</source>
        <translation>Updating the search</translation>
    </message>
    <message>
        <source>有 {count} 条后来改过的记录保持原样。</source>
        <translation>{count} records changed later were left as they are.</translation>
    </message>
</context>
<context>
    <name>ImportRow</name>
    <message>
        <source>工作表</source>
        <translation>Sheets</translation>
    </message>
    <message>
        <source>行</source>
        <translation>Row</translation>
    </message>
    <message>
        <source>姓名</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>身份证号码</source>
        <translation>ID number</translation>
    </message>
    <message>
        <source>说明</source>
        <translation>Note</translation>
    </message>
    <message>
        <source>村民小组</source>
        <translation>Group</translation>
    </message>
    <message>
        <source>户编号</source>
        <translation>Household no.</translation>
    </message>
    <message>
        <source>号码已损坏</source>
        <translation>Number damaged</translation>
    </message>
    <message>
        <source>备注</source>
        <translation>Remarks</translation>
    </message>
    <message>
        <source>（空）</source>
        <translation>(empty)</translation>
    </message>
    <message>
        <source>还有 {n} 处类似的问题。</source>
        <translation>{n} more of this kind.</translation>
    </message>
    <message>
        <source>{field}：{before} → {after}</source>
        <translation>{field}: {before} → {after}</translation>
    </message>
</context>
<context>
    <name>ImportScreen</name>
    <message>
        <source>导入花名册</source>
        <translation>Import roster</translation>
    </message>
    <message>
        <source>把花名册拖到这里，或者点“选择文件”。Excel（xlsx、xls、xlsb）、ods、csv 都可以；标题行、合并单元格、多个工作表不用先整理。导入前会先给您看一遍，确认后才写入。</source>
        <translation>Drag your roster here, or press “Choose file”. Excel (xlsx, xls, xlsb), ods and csv will do; title rows, merged cells and several sheets need no tidying. You see everything before it is written.</translation>
    </message>
    <message>
        <source>新增</source>
        <translation>New</translation>
    </message>
    <message>
        <source>更新</source>
        <translation>Updated</translation>
    </message>
    <message>
        <source>相同</source>
        <translation>Same</translation>
    </message>
    <message>
        <source>未导入</source>
        <translation>Not imported</translation>
    </message>
    <message>
        <source>导入</source>
        <translation>Import</translation>
    </message>
</context>
<context>
    <name>ImportSteps</name>
    <message>
        <source>1 选择文件</source>
        <translation>1 Choose file</translation>
    </message>
    <message>
        <source>2 核对列</source>
        <translation>2 Check columns</translation>
    </message>
    <message>
        <source>3 预览和改错</source>
        <translation>3 Preview and mend</translation>
    </message>
    <message>
        <source>4 完成</source>
        <translation>4 Done</translation>
    </message>
</context>
<context>
    <name>InspectionsPage</name>
    <message>
        <source>可以结账</source>
        <translation>Ready to close</translation>
    </message>
    <message>
        <source>红榜</source>
        <translation>Red</translation>
    </message>
    <message>
        <source>待改进</source>
        <translation>To mend</translation>
    </message>
    <message>
        <source>已结账</source>
        <translation>Closed</translation>
    </message>
    <message>
        <source>待检查</source>
        <translation>To be walked</translation>
    </message>
    <message>
        <source>安排检查</source>
        <translation>Plan a round</translation>
    </message>
    <message>
        <source>检查项目…</source>
        <translation>Items…</translation>
    </message>
    <message>
        <source>检查轮次</source>
        <translation>Rounds</translation>
    </message>
    <message>
        <source>还没有走访</source>
        <translation>not walked yet</translation>
    </message>
    <message>
        <source>各户得分</source>
        <translation>Scores</translation>
    </message>
    <message>
        <source>检查人两人一组，可以多选几人：谁家是自家或近亲属家，程序自动换别人去。</source>
        <translation>Inspectors go in pairs; choose more, and another goes where one is kin.</translation>
    </message>
    <message>
        <source>主题</source>
        <translation>Subject</translation>
    </message>
    <message>
        <source>月份</source>
        <translation>Month</translation>
    </message>
    <message>
        <source>计划日期</source>
        <translation>Planned for</translation>
    </message>
    <message>
        <source>检查人</source>
        <translation>Inspectors</translation>
    </message>
    <message>
        <source>小组（不选就是全村）</source>
        <translation>Groups (none: all)</translation>
    </message>
    <message>
        <source>备注</source>
        <translation>Note</translation>
    </message>
    <message>
        <source>删除这一轮检查？</source>
        <translation>Remove this round?</translation>
    </message>
    <message>
        <source>已登记的得分一起删除；可以用 Ctrl+Z 恢复。</source>
        <translation>Its scores go with it; Ctrl+Z brings them back.</translation>
    </message>
    <message>
        <source>删除</source>
        <translation>Delete</translation>
    </message>
    <message>
        <source>已结账，得分记入家庭积分。</source>
        <translation>Closed; the scores are booked as household points.</translation>
    </message>
    <message>
        <source>重开检查</source>
        <translation>Open again</translation>
    </message>
    <message>
        <source>为什么重开？已记的积分会先冲销，再结账时重新记入。</source>
        <translation>Why? Its points are taken back and booked anew on closing.</translation>
    </message>
    <message>
        <source>重开</source>
        <translation>Open again</translation>
    </message>
    <message>
        <source>检查走访单</source>
        <translation>Walking list</translation>
    </message>
    <message>
        <source>按小组和门牌的顺序走，分数写在格里，回来照着登记。</source>
        <translation>In the order one walks; write the scores in and type them later.</translation>
    </message>
    <message>
        <source>进度</source>
        <translation>Progress</translation>
    </message>
    <message>
        <source>得分率</source>
        <translation>Score</translation>
    </message>
    <message>
        <source>小组</source>
        <translation>Group</translation>
    </message>
    <message>
        <source>检查人：{names}</source>
        <translation>Inspectors: {names}</translation>
    </message>
    <message>
        <source>范围：{groups}</source>
        <translation>Groups: {groups}</translation>
    </message>
    <message>
        <source>{all} 户，有分 {scored} 户，没看到 {missed} 户，还差 {waiting} 户</source>
        <translation>{all} households: {scored} scored, {missed} not seen, {waiting} waiting</translation>
    </message>
    <message>
        <source>没有检查</source>
        <translation>No rounds</translation>
    </message>
    <message>
        <source>按 Ctrl+N 安排一轮：选主题和检查人，打印走访单带着走。</source>
        <translation>Ctrl+N plans one: subject, inspectors, and a list to take along.</translation>
    </message>
    <message>
        <source>没有选中检查</source>
        <translation>No round chosen</translation>
    </message>
    <message>
        <source>调整检查</source>
        <translation>Change the round</translation>
    </message>
    <message>
        <source>保存</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>安排</source>
        <translation>Plan</translation>
    </message>
    <message>
        <source>走访日期</source>
        <translation>Walked on</translation>
    </message>
    <message>
        <source>正在结账</source>
        <translation>Closing</translation>
    </message>
    <message>
        <source>提名上榜</source>
        <translation>Propose for the board</translation>
    </message>
    <message>
        <source>提名</source>
        <translation>Propose</translation>
    </message>
    <message>
        <source>只是提名：待改进的先告知本户，限期内改好就不上榜；受照顾家庭改为帮扶。</source>
        <translation>Only proposed: households are told first and may mend; protected ones are helped.</translation>
    </message>
    <message>
        <source>提名的户</source>
        <translation>Households</translation>
    </message>
    <message>
        <source>改为帮扶</source>
        <translation>Help instead</translation>
    </message>
    <message>
        <source>全村</source>
        <translation>Whole village</translation>
    </message>
    <message>
        <source>还差 {count} 户</source>
        <translation>{count} waiting</translation>
    </message>
    <message>
        <source>未结账</source>
        <translation>Open</translation>
    </message>
    <message>
        <source>全部</source>
        <translation>All</translation>
    </message>
    <message>
        <source>走访日期：{day}</source>
        <translation>Walked on {day}</translation>
    </message>
    <message>
        <source>＊ 有检查人要回避，停在户主上看由谁去。</source>
        <translation>＊ An inspector stands aside; rest on the head to see who goes.</translation>
    </message>
    <message>
        <source>{day} 已结账，得分进了家庭积分。</source>
        <translation>Closed on {day}; the scores are household points.</translation>
    </message>
    <message>
        <source>走访单…</source>
        <translation>Walking list…</translation>
    </message>
    <message>
        <source>结账…</source>
        <translation>Close…</translation>
    </message>
    <message>
        <source>调整…</source>
        <translation>Change…</translation>
    </message>
    <message>
        <source>提名上榜…</source>
        <translation>Propose…</translation>
    </message>
    <message>
        <source>重开…</source>
        <translation>Open again…</translation>
    </message>
    <message>
        <source>这一轮检查结账？</source>
        <translation>Close this round?</translation>
    </message>
    <message>
        <source>得分记入家庭积分，以后不能再改；抄错了由书记重开。</source>
        <translation>The scores become household points and stand; the secretary can open it again.</translation>
    </message>
    <message>
        <source>结账</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>没有可提名的户，或者都已提名。</source>
        <translation>Nobody is left to propose.</translation>
    </message>
    <message>
        <source>外出户记为没看到</source>
        <translation>Note those away</translation>
    </message>
    <message>
        <source>{head}家还没有保存：{reason}</source>
        <translation>{head}&apos;s household is not kept yet: {reason}</translation>
    </message>
    <message>
        <source>已提名 {count} 户，到“红黑榜”里办理。</source>
        <translation>{count} households proposed; go on under the board.</translation>
    </message>
    <message>
        <source>平均 {means}</source>
        <translation>means {means}</translation>
    </message>
</context>
<context>
    <name>IssueDialog</name>
    <message>
        <source>开具证明</source>
        <translation>Issue certificate</translation>
    </message>
    <message>
        <source>{name}（不由村里开）</source>
        <translation>{name} (not issued here)</translation>
    </message>
    <message>
        <source>给谁开</source>
        <translation>For whom</translation>
    </message>
    <message>
        <source>开什么</source>
        <translation>Which</translation>
    </message>
    <message>
        <source>接收单位</source>
        <translation>Recipient</translation>
    </message>
    <message>
        <source>用途</source>
        <translation>Purpose</translation>
    </message>
    <message>
        <source>份数</source>
        <translation>Copies</translation>
    </message>
    <message>
        <source>只能开清单上的证明（{source}）。</source>
        <translation>Only certificates on the list are issued ({source}).</translation>
    </message>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>预览</source>
        <translation>Preview</translation>
    </message>
    <message>
        <source>开具并打印…</source>
        <translation>Issue and print…</translation>
    </message>
    <message>
        <source>如 2026-10-20</source>
        <translation>Such as 2026-10-20</translation>
    </message>
    <message>
        <source>请先找到这个人，按 Enter 选中。</source>
        <translation>Please find the person first and press Enter.</translation>
    </message>
</context>
<context>
    <name>ItemDialog</name>
    <message>
        <source>修改学习内容</source>
        <translation>Change learning item</translation>
    </message>
    <message>
        <source>发布学习内容</source>
        <translation>Publish learning item</translation>
    </message>
    <message>
        <source>必学：对象里的人没学的会列入“谁还没学”</source>
        <translation>Required: whoever of its audience has not studied it is listed</translation>
    </message>
    <message>
        <source>如 12月31日、月底，可不填</source>
        <translation>Such as 31 December; may stay empty</translation>
    </message>
    <message>
        <source>标题</source>
        <translation>Title</translation>
    </message>
    <message>
        <source>正文</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>一行一段；# 开头是小标题，- 开头是条目。图片、视频保存后再添加。</source>
        <translation>A line is a paragraph; # begins a heading, - an entry of a list. Add pictures and videos after saving.</translation>
    </message>
    <message>
        <source>主题</source>
        <translation>Topics</translation>
    </message>
    <message>
        <source>对象</source>
        <translation>Audience</translation>
    </message>
    <message>
        <source>都不选就是所有人</source>
        <translation>None means everyone</translation>
    </message>
    <message>
        <source>学完期限</source>
        <translation>Due</translation>
    </message>
    <message>
        <source>种类</source>
        <translation>Kind</translation>
    </message>
    <message>
        <source>发布日期</source>
        <translation>Published on</translation>
    </message>
    <message>
        <source>时长（分钟）</source>
        <translation>Minutes</translation>
    </message>
    <message>
        <source>出处</source>
        <translation>Source</translation>
    </message>
    <message>
        <source>摘要</source>
        <translation>Summary</translation>
    </message>
    <message>
        <source>不填就用正文的第一段</source>
        <translation>The first paragraph when empty</translation>
    </message>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>保存</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>发布</source>
        <translation>Publish</translation>
    </message>
</context>
<context>
    <name>ItemsPage</name>
    <message>
        <source>类</source>
        <translation>Class</translation>
    </message>
    <message>
        <source>编号</source>
        <translation>Code</translation>
    </message>
    <message>
        <source>公开事项</source>
        <translation>Items</translation>
    </message>
    <message>
        <source>金额（元）</source>
        <translation>Amount (yuan)</translation>
    </message>
    <message>
        <source>笔数</source>
        <translation>Entries</translation>
    </message>
    <message>
        <source>财务公开事项</source>
        <translation>Items of disclosure</translation>
    </message>
    <message>
        <source>收入、支出是本期发生额，资产是期末余额。按 Enter 看这一项的每一笔。</source>
        <translation>Income and expenditure of the period, assets at its end. Enter shows the entries of an item.</translation>
    </message>
    <message>
        <source>找内容：标题、正文、主题、对象</source>
        <translation>Find items: title, text, topic, audience</translation>
    </message>
    <message>
        <source>在用</source>
        <translation>In use</translation>
    </message>
    <message>
        <source>必学</source>
        <translation>Required</translation>
    </message>
    <message>
        <source>已撤下</source>
        <translation>Withdrawn</translation>
    </message>
    <message>
        <source>全部</source>
        <translation>All</translation>
    </message>
    <message>
        <source>学习内容列表</source>
        <translation>List of learning items</translation>
    </message>
    <message>
        <source>没有学习内容</source>
        <translation>No learning items</translation>
    </message>
    <message>
        <source>县里发布的会随同步到来；按 Ctrl+N 发布村里自己的。</source>
        <translation>The county&apos;s come with the exchange; press Ctrl+N to publish one of the village.</translation>
    </message>
    <message>
        <source>没有选中内容</source>
        <translation>No item chosen</translation>
    </message>
    <message>
        <source>在左边选一条，这里就能读。</source>
        <translation>Choose one on the left to read it here.</translation>
    </message>
    <message>
        <source>约 {n} 分钟</source>
        <translation>About {n} minutes</translation>
    </message>
    <message>
        <source>所有人</source>
        <translation>Everyone</translation>
    </message>
    <message>
        <source>主题</source>
        <translation>Topics</translation>
    </message>
    <message>
        <source>对象</source>
        <translation>Audience</translation>
    </message>
    <message>
        <source>出处</source>
        <translation>Source</translation>
    </message>
    <message>
        <source>发布</source>
        <translation>Publish</translation>
    </message>
    <message>
        <source>大字阅读</source>
        <translation>Read in large type</translation>
    </message>
    <message>
        <source>打印</source>
        <translation>Print</translation>
    </message>
    <message>
        <source>安排集中学习…</source>
        <translation>Plan a session…</translation>
    </message>
    <message>
        <source>登记自学…</source>
        <translation>Note study alone…</translation>
    </message>
    <message>
        <source>记到开过的会…</source>
        <translation>Write to a meeting held…</translation>
    </message>
    <message>
        <source>修改…</source>
        <translation>Change…</translation>
    </message>
    <message>
        <source>撤下</source>
        <translation>Withdraw</translation>
    </message>
    <message>
        <source>重新发布</source>
        <translation>Publish again</translation>
    </message>
    <message>
        <source>删除</source>
        <translation>Remove</translation>
    </message>
    <message>
        <source>在这些会上学</source>
        <translation>Taught at</translation>
    </message>
    <message>
        <source>（已安排）</source>
        <translation>(planned)</translation>
    </message>
    <message>
        <source>取消关联</source>
        <translation>Unlink</translation>
    </message>
    <message>
        <source>已学：{people} 人，{times} 人次</source>
        <translation>Studied: {people} people, {times} participations</translation>
    </message>
    <message>
        <source>集中学习</source>
        <translation>Session</translation>
    </message>
    <message>
        <source>补课</source>
        <translation>Made up</translation>
    </message>
    <message>
        <source>自学</source>
        <translation>Alone</translation>
    </message>
    <message>
        <source>撤销登记</source>
        <translation>Take back</translation>
    </message>
    <message>
        <source>……其余见“谁还没学”和统计。</source>
        <translation>… the rest under Who lacks what and Figures.</translation>
    </message>
    <message>
        <source>找事项</source>
        <translation>Find a service</translation>
    </message>
    <message>
        <source>打印一览…</source>
        <translation>Print the list…</translation>
    </message>
    <message>
        <source>事项目录</source>
        <translation>Catalogue</translation>
    </message>
    <message>
        <source>改去处和电话</source>
        <translation>Place and telephone</translation>
    </message>
    <message>
        <source>保存</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>空着就用目录里的。材料和期限由县里的目录定。</source>
        <translation>Empty takes the catalogue&apos;s. Papers and terms are the county&apos;s.</translation>
    </message>
    <message>
        <source>到哪里办</source>
        <translation>Where</translation>
    </message>
    <message>
        <source>电话</source>
        <translation>Telephone</translation>
    </message>
    <message>
        <source>要告诉村民的</source>
        <translation>To tell villagers</translation>
    </message>
    <message>
        <source>事项</source>
        <translation>Matter</translation>
    </message>
    <message>
        <source>方式</source>
        <translation>How</translation>
    </message>
    <message>
        <source>多久</source>
        <translation>Takes</translation>
    </message>
    <message>
        <source>谁办</source>
        <translation>Who decides</translation>
    </message>
    <message>
        <source>材料</source>
        <translation>Papers</translation>
    </message>
    <message>
        <source>没有这种方式的</source>
        <translation>None of this kind</translation>
    </message>
    <message>
        <source>没有选中事项</source>
        <translation>No matter chosen</translation>
    </message>
    <message>
        <source>每年 {first} 到 {last} 办</source>
        <translation>Taken from {first} to {last} each year</translation>
    </message>
    <message>
        <source>自己去办一般要跑 {n} 趟（估计，用来算少跑多少）</source>
        <translation>Usually {n} trips without the village (an estimate, for the trips spared)</translation>
    </message>
    <message>
        <source>不用带材料</source>
        <translation>nothing</translation>
    </message>
    <message>
        <source>没有查证过，请先和办理单位核对。</source>
        <translation>Not looked up; please ask the office first.</translation>
    </message>
    <message>
        <source>没有找到“{text}”</source>
        <translation>Nothing found for “{text}”</translation>
    </message>
    <message>
        <source>告知单…</source>
        <translation>Slip…</translation>
    </message>
    <message>
        <source>改去处和电话…</source>
        <translation>Place and telephone…</translation>
    </message>
    <message>
        <source>到哪里办：{where}</source>
        <translation>Where: {where}</translation>
    </message>
    <message>
        <source>多久：{term}</source>
        <translation>Takes: {term}</translation>
    </message>
    <message>
        <source>依据：{basis}</source>
        <translation>Basis: {basis}</translation>
    </message>
    <message>
        <source>出处：{source}</source>
        <translation>Source: {source}</translation>
    </message>
    <message>
        <source>电话：{phone}</source>
        <translation>Telephone: {phone}</translation>
    </message>
    <message>
        <source>没有规定</source>
        <translation>not fixed</translation>
    </message>
    <message>
        <source>要本人做：{what}</source>
        <translation>Only the person can: {what}</translation>
    </message>
    <message>
        <source>最晚申报：{day}</source>
        <translation>To be reported by: {day}</translation>
    </message>
</context>
<context>
    <name>JobsMarketPresenter</name>
    <message>
        <source>这个单位的岗位都不再推荐，可以随时移出。</source>
        <translation>None of its posts is recommended any more. It can be taken off at any time.</translation>
    </message>
    <message>
        <source>列入黑名单</source>
        <translation>List as bad</translation>
    </message>
    <message>
        <source>务工推荐单</source>
        <translation>Recommendation slip</translation>
    </message>
    <message>
        <source>一式两份，本人签收一份。打印会记入日志。</source>
        <translation>Two copies, one signed by the person. Printing is logged.</translation>
    </message>
    <message>
        <source>务工岗位信息</source>
        <translation>Posts for the wall</translation>
    </message>
    <message>
        <source>只有核实过、还在招的岗位；没有求职人的信息。</source>
        <translation>Only posts that are checked and open; nothing about seekers.</translation>
    </message>
    <message>
        <source>求职人员汇总表</source>
        <translation>Table of seekers</translation>
    </message>
    <message>
        <source>没有姓名，小的数不写，可以报县人社。</source>
        <translation>No names, small numbers left out; it may go to the labour office.</translation>
    </message>
    <message>
        <source>存为工作簿</source>
        <translation>Save as a workbook</translation>
    </message>
    <message>
        <source>工作簿 (*.xlsx)</source>
        <translation>Workbook (*.xlsx)</translation>
    </message>
    <message>
        <source>求职人员汇总表.xlsx</source>
        <translation>Seekers.xlsx</translation>
    </message>
    <message>
        <source>求职名单.xlsx</source>
        <translation>Names of seekers.xlsx</translation>
    </message>
    <message>
        <source>正在写工作簿</source>
        <translation>Writing the workbook</translation>
    </message>
    <message>
        <source>把“{employer}”列入黑名单？</source>
        <translation>List &quot;{employer}&quot; as bad?</translation>
    </message>
    <message>
        <source>已写好 {name}，{count} 行。</source>
        <translation>{name} is written, {count} rows.</translation>
    </message>
</context>
<context>
    <name>JobsMarketScreen</name>
    <message>
        <source>求职</source>
        <translation>Seekers</translation>
    </message>
    <message>
        <source>岗位</source>
        <translation>Posts</translation>
    </message>
    <message>
        <source>匹配推荐</source>
        <translation>Matches</translation>
    </message>
    <message>
        <source>预测</source>
        <translation>Forecast</translation>
    </message>
    <message>
        <source>求职的人</source>
        <translation>Who looks for work</translation>
    </message>
    <message>
        <source>合适的人和岗位</source>
        <translation>People and posts that fit</translation>
    </message>
    <message>
        <source>推荐记录</source>
        <translation>Recommendations</translation>
    </message>
    <message>
        <source>求职汇总</source>
        <translation>Table of seekers</translation>
    </message>
    <message>
        <source>找：姓名、工种、单位</source>
        <translation>Find: name, kind of work, employer</translation>
    </message>
    <message>
        <source>求职登记</source>
        <translation>Register a seeker</translation>
    </message>
    <message>
        <source>成批登记…</source>
        <translation>Register several…</translation>
    </message>
    <message>
        <source>续登记</source>
        <translation>Renew</translation>
    </message>
    <message>
        <source>结束…</source>
        <translation>Close…</translation>
    </message>
    <message>
        <source>登记岗位</source>
        <translation>Enter a post</translation>
    </message>
    <message>
        <source>已核实</source>
        <translation>Checked</translation>
    </message>
    <message>
        <source>列入黑名单</source>
        <translation>List as bad</translation>
    </message>
    <message>
        <source>已招满</source>
        <translation>Filled</translation>
    </message>
    <message>
        <source>推荐</source>
        <translation>Recommended</translation>
    </message>
    <message>
        <source>推荐给单位</source>
        <translation>Recommend</translation>
    </message>
    <message>
        <source>填结果…</source>
        <translation>Enter result…</translation>
    </message>
    <message>
        <source>打印推荐单…</source>
        <translation>Print slip…</translation>
    </message>
    <message>
        <source>按什么分行</source>
        <translation>Rows by</translation>
    </message>
    <message>
        <source>按什么分列</source>
        <translation>Columns by</translation>
    </message>
    <message>
        <source>打印和导出</source>
        <translation>Print and export</translation>
    </message>
    <message>
        <source>打印岗位信息（张贴用）…</source>
        <translation>Print posts for the wall…</translation>
    </message>
    <message>
        <source>打印求职汇总表…</source>
        <translation>Print the table of seekers…</translation>
    </message>
    <message>
        <source>导出求职汇总表…</source>
        <translation>Export the table of seekers…</translation>
    </message>
    <message>
        <source>导出同意推荐的名单…</source>
        <translation>Export names of those who agreed…</translation>
    </message>
    <message>
        <source>务工</source>
        <translation>Work and jobs</translation>
    </message>
    <message>
        <source>登记 {days} 天有效，到期前问一次。</source>
        <translation>Valid for {days} days; ask again before the end.</translation>
    </message>
    <message>
        <source>核实过的才推荐。</source>
        <translation>Only checked posts are recommended.</translation>
    </message>
    <message>
        <source>只列同意推荐的人和核实过的岗位。</source>
        <translation>Only people who agreed, and checked posts.</translation>
    </message>
    <message>
        <source>给县人社的汇总表，没有姓名。* 是不足 {least} 人，或由它能推算出来的数。</source>
        <translation>For the labour office, without names. * stands for fewer than {least}, or for what would give such a number away.</translation>
    </message>
    <message>
        <source>还没有人求职</source>
        <translation>Nobody looks for work yet</translation>
    </message>
    <message>
        <source>按 Ctrl+N 登记一个人；一个组一起问过的，用“成批登记”。</source>
        <translation>Ctrl+N registers one person; a group asked together goes by “Register several”.</translation>
    </message>
    <message>
        <source>还没有岗位</source>
        <translation>No posts yet</translation>
    </message>
    <message>
        <source>县里下发的会自动出现；村里知道的按 Ctrl+N 登记。</source>
        <translation>Those of the county come by themselves; Ctrl+N enters one that the village knows of.</translation>
    </message>
    <message>
        <source>还没有合适的</source>
        <translation>Nothing that fits yet</translation>
    </message>
    <message>
        <source>要有同意推荐的人，和核实过、还在招的岗位。</source>
        <translation>It takes people who agreed, and posts that were checked and are still open.</translation>
    </message>
    <message>
        <source>没有找到“{text}”</source>
        <translation>“{text}” was not found</translation>
    </message>
    <message>
        <source>移出黑名单</source>
        <translation>Take off the bad list</translation>
    </message>
    <message>
        <source>成批求职登记</source>
        <translation>Register several seekers</translation>
    </message>
    <message>
        <source>打印岗位信息</source>
        <translation>Print posts</translation>
    </message>
    <message>
        <source>工种合适</source>
        <translation>Right kind</translation>
    </message>
    <message>
        <source>地点合适</source>
        <translation>Right place</translation>
    </message>
    <message>
        <source>比要求的近</source>
        <translation>Nearer than asked</translation>
    </message>
    <message>
        <source>工资够</source>
        <translation>Enough pay</translation>
    </message>
    <message>
        <source>会这门技能</source>
        <translation>Has the skill</translation>
    </message>
    <message>
        <source>赶得上</source>
        <translation>In time</translation>
    </message>
    <message>
        <source>工种不同</source>
        <translation>Other kind</translation>
    </message>
    <message>
        <source>太远</source>
        <translation>Too far</translation>
    </message>
    <message>
        <source>工资低</source>
        <translation>Less pay</translation>
    </message>
    <message>
        <source>来不及</source>
        <translation>Too late</translation>
    </message>
    <message>
        <source>同意推荐</source>
        <translation>Agreed</translation>
    </message>
    <message>
        <source>没有同意</source>
        <translation>No consent</translation>
    </message>
    <message>
        <source>姓名</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>小组</source>
        <translation>Group</translation>
    </message>
    <message>
        <source>年龄</source>
        <translation>Age</translation>
    </message>
    <message>
        <source>想找什么</source>
        <translation>Looks for</translation>
    </message>
    <message>
        <source>状态</source>
        <translation>State</translation>
    </message>
    <message>
        <source>有效到</source>
        <translation>Valid to</translation>
    </message>
    <message>
        <source>单位</source>
        <translation>Employer</translation>
    </message>
    <message>
        <source>工资</source>
        <translation>Pay</translation>
    </message>
    <message>
        <source>在哪里</source>
        <translation>Where</translation>
    </message>
    <message>
        <source>人数</source>
        <translation>Number</translation>
    </message>
    <message>
        <source>来源</source>
        <translation>Source</translation>
    </message>
    <message>
        <source>合适在</source>
        <translation>Fits in</translation>
    </message>
    <message>
        <source>要注意</source>
        <translation>Mind</translation>
    </message>
    <message>
        <source>等结果</source>
        <translation>Waiting</translation>
    </message>
    <message>
        <source>推荐日期</source>
        <translation>Recommended on</translation>
    </message>
    <message>
        <source>结果</source>
        <translation>Result</translation>
    </message>
    <message>
        <source>备注</source>
        <translation>Note</translation>
    </message>
    <message>
        <source>县里</source>
        <translation>County</translation>
    </message>
    <message>
        <source>村里</source>
        <translation>Village</translation>
    </message>
    <message>
        <source>已推荐</source>
        <translation>Recommended</translation>
    </message>
</context>
<context>
    <name>JobsPart</name>
    <message>
        <source>务工</source>
        <translation>Work</translation>
    </message>
    <message>
        <source>等结果</source>
        <translation>waiting for the result</translation>
    </message>
    <message>
        <source>想找：{text}</source>
        <translation>Looks for: {text}</translation>
    </message>
    <message>
        <source>会：{text}</source>
        <translation>Can: {text}</translation>
    </message>
    <message>
        <source>想学：{text}</source>
        <translation>Wants to learn: {text}</translation>
    </message>
    <message>
        <source>不便：{text}</source>
        <translation>Limits: {text}</translation>
    </message>
    <message>
        <source>没有同意推荐</source>
        <translation>Did not agree to be recommended</translation>
    </message>
    <message>
        <source>{day} 推荐到 {employer} {title}：{result}</source>
        <translation>{day} recommended to {employer}, {title}: {result}</translation>
    </message>
    <message>
        <source>就业去向没有登记</source>
        <translation>Present work not noted</translation>
    </message>
    <message>
        <source>修改</source>
        <translation>Change</translation>
    </message>
    <message>
        <source>续登记</source>
        <translation>Renew</translation>
    </message>
    <message>
        <source>结束</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>没有在劳动年龄的人</source>
        <translation>Nobody of working age</translation>
    </message>
    <message>
        <source>{age} 岁</source>
        <translation>{age} years</translation>
    </message>
    <message>
        <source>求职登记</source>
        <translation>Register as job seeker</translation>
    </message>
    <message>
        <source>{state}，有效到 {day}</source>
        <translation>{state}, valid until {day}</translation>
    </message>
</context>
<context>
    <name>KindsField</name>
    <message>
        <source>其他类别：输入名称或拼音首字母</source>
        <translation>Another kind: type its name</translation>
    </message>
    <message>
        <source>其他类别</source>
        <translation>Another kind</translation>
    </message>
</context>
<context>
    <name>LayoutsDialog</name>
    <message>
        <source>调整版式</source>
        <translation>Adapt layout</translation>
    </message>
    <message>
        <source>版式</source>
        <translation>Layout</translation>
    </message>
    <message>
        <source>撤销</source>
        <translation>Undo</translation>
    </message>
    <message>
        <source>重做</source>
        <translation>Make</translation>
    </message>
    <message>
        <source>恢复原样</source>
        <translation>As shipped</translation>
    </message>
    <message>
        <source>样张行数</source>
        <translation>Rows of the specimen</translation>
    </message>
    <message>
        <source>{count} 行</source>
        <translation>{count} rows</translation>
    </message>
    <message>
        <source>空表</source>
        <translation>Empty table</translation>
    </message>
    <message>
        <source>大字</source>
        <translation>Large print</translation>
    </message>
    <message>
        <source>列</source>
        <translation>Columns</translation>
    </message>
    <message>
        <source>文字</source>
        <translation>Words</translation>
    </message>
    <message>
        <source>纸张</source>
        <translation>Paper</translation>
    </message>
    <message>
        <source>调整记录</source>
        <translation>Changes</translation>
    </message>
    <message>
        <source>哪一张表</source>
        <translation>Which table</translation>
    </message>
    <message>
        <source>新列的名称，如：村民签字</source>
        <translation>Heading of the new column, such as: signed</translation>
    </message>
    <message>
        <source>新列的名称</source>
        <translation>Heading of the new column</translation>
    </message>
    <message>
        <source>加一列</source>
        <translation>Add column</translation>
    </message>
    <message>
        <source>上移</source>
        <translation>Move up</translation>
    </message>
    <message>
        <source>下移</source>
        <translation>Move down</translation>
    </message>
    <message>
        <source>样张</source>
        <translation>Specimen</translation>
    </message>
    <message>
        <source>关闭</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>样张里的人和数字都是假的。改动马上生效，以后制作的公开表都用它；已经发布的不变。</source>
        <translation>People and figures of the specimen are invented. A change takes effect at once for notices made from now on; issued ones stay as they are.</translation>
    </message>
    <message>
        <source>样张里的人和数字都是假的。调整版式要由文书或报账员来做。</source>
        <translation>People and figures of the specimen are invented. Layouts are adapted by the clerk or the bookkeeper.</translation>
    </message>
    <message>
        <source>勾选要印的列；双击改名称和宽度；拖动或 Alt+↑↓ 换位置。宽度是和别的列相比的份数。</source>
        <translation>Tick the columns to print; double-click to change name and width; drag or press Alt+↑↓ to move. The width is a share against the other columns.</translation>
    </message>
    <message>
        <source>时间</source>
        <translation>Time</translation>
    </message>
    <message>
        <source>谁</source>
        <translation>Who</translation>
    </message>
    <message>
        <source>改了什么</source>
        <translation>What</translation>
    </message>
    <message>
        <source>情况</source>
        <translation>State</translation>
    </message>
    <message>
        <source>已撤销</source>
        <translation>Undone</translation>
    </message>
    <message>
        <source>用不上</source>
        <translation>Does not fit</translation>
    </message>
    <message>
        <source>有效</source>
        <translation>In force</translation>
    </message>
    <message>
        <source>{label}（已调整 {count} 处）</source>
        <translation>{label} ({count} changes)</translation>
    </message>
    <message>
        <source>表 {number}</source>
        <translation>Table {number}</translation>
    </message>
    <message>
        <source>这种公开表只有文字，没有表格。</source>
        <translation>This notice is text only; it has no table.</translation>
    </message>
</context>
<context>
    <name>LayoutsPresenter</name>
    <message>
        <source>恢复成程序自带的版式？</source>
        <translation>Back to the shipped layout?</translation>
    </message>
    <message>
        <source>本村的调整全部撤销，之后还可以用“重做”一处一处找回来。</source>
        <translation>All changes of this village are taken back; “Redo” can bring them back one by one.</translation>
    </message>
    <message>
        <source>恢复原样</source>
        <translation>As shipped</translation>
    </message>
</context>
<context>
    <name>LearningDeeds</name>
    <message>
        <source>日期</source>
        <translation>Day</translation>
    </message>
    <message>
        <source>做了什么</source>
        <translation>What was done</translation>
    </message>
    <message>
        <source>类别</source>
        <translation>Kind</translation>
    </message>
    <message>
        <source>人次</source>
        <translation>Times</translation>
    </message>
    <message>
        <source>参加人员</source>
        <translation>Took part</translation>
    </message>
    <message>
        <source>地点</source>
        <translation>Place</translation>
    </message>
    <message>
        <source>支部</source>
        <translation>Branch</translation>
    </message>
</context>
<context>
    <name>LearningFigures</name>
    <message>
        <source>指标</source>
        <translation>Figure</translation>
    </message>
    <message>
        <source>单位</source>
        <translation>Unit</translation>
    </message>
    <message>
        <source>本期</source>
        <translation>Period</translation>
    </message>
    <message>
        <source>累计</source>
        <translation>Cumulative</translation>
    </message>
    <message>
        <source>怎么算的</source>
        <translation>How it is counted</translation>
    </message>
    <message>
        <source>日期</source>
        <translation>Day</translation>
    </message>
    <message>
        <source>记录</source>
        <translation>Record</translation>
    </message>
    <message>
        <source>计入</source>
        <translation>Counts</translation>
    </message>
</context>
<context>
    <name>LearningItems</name>
    <message>
        <source>标题</source>
        <translation>Title</translation>
    </message>
    <message>
        <source>必学</source>
        <translation>Required</translation>
    </message>
    <message>
        <source>期限</source>
        <translation>Due</translation>
    </message>
    <message>
        <source>来自</source>
        <translation>From</translation>
    </message>
    <message>
        <source>主题</source>
        <translation>Topics</translation>
    </message>
    <message>
        <source>种类</source>
        <translation>Kind</translation>
    </message>
    <message>
        <source>发布</source>
        <translation>Publish</translation>
    </message>
    <message>
        <source>［图］</source>
        <translation>[picture]</translation>
    </message>
    <message>
        <source>［视频］</source>
        <translation>[video]</translation>
    </message>
</context>
<context>
    <name>LearningNeeds</name>
    <message>
        <source>姓名</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>小组</source>
        <translation>Group</translation>
    </message>
    <message>
        <source>还要学</source>
        <translation>To study</translation>
    </message>
    <message>
        <source>已过期</source>
        <translation>Overdue</translation>
    </message>
    <message>
        <source>属于</source>
        <translation>Belongs to</translation>
    </message>
    <message>
        <source>内容</source>
        <translation>Item</translation>
    </message>
    <message>
        <source>还没学</source>
        <translation>Lacking</translation>
    </message>
    <message>
        <source>已学/对象</source>
        <translation>Studied/meant</translation>
    </message>
    <message>
        <source>期限</source>
        <translation>Due</translation>
    </message>
    <message>
        <source>{topic}（还没有内容）</source>
        <translation>{topic} (no item yet)</translation>
    </message>
</context>
<context>
    <name>LearningPresenter</name>
    <message>
        <source>大字一页，可以发给不用电脑的人。图片和视频请在电脑上看。</source>
        <translation>A page in large type to hand out. Pictures and videos are looked at on the PC.</translation>
    </message>
    <message>
        <source>以后不再列入在用内容和“谁还没学”；学习记录保留，可以重新发布。</source>
        <translation>It is no longer listed as in use or lacking; records of study stay, and it can be published again.</translation>
    </message>
    <message>
        <source>撤下</source>
        <translation>Withdraw</translation>
    </message>
    <message>
        <source>没有人学过的才能删除，附件一起删除。可以在操作记录里撤销。</source>
        <translation>Only what nobody has studied can be removed, its files with it. The history can undo it.</translation>
    </message>
    <message>
        <source>删除</source>
        <translation>Remove</translation>
    </message>
    <message>
        <source>还要学习的人员和内容</source>
        <translation>Who still has to study what</translation>
    </message>
    <message>
        <source>村里安排学习用，不张贴。打印会记入日志。</source>
        <translation>For planning in the village, not for the wall. Printing is logged.</translation>
    </message>
    <message>
        <source>参加人员和照片一起删除。可以在操作记录里撤销。</source>
        <translation>Who took part and the photos go with it. The history can undo it.</translation>
    </message>
    <message>
        <source>实事清单</source>
        <translation>List of deeds</translation>
    </message>
    <message>
        <source>打印会记入日志；贴到公开栏前请先问参加的人。</source>
        <translation>Printing is logged; ask those who took part before it goes on the wall.</translation>
    </message>
    <message>
        <source>学习和实事统计表</source>
        <translation>Figures of study and deeds</translation>
    </message>
    <message>
        <source>印出的数字会存档；以后更正的会印成新的版次。</source>
        <translation>What is printed is kept; figures corrected later are printed as a new version.</translation>
    </message>
    <message>
        <source>导出统计</source>
        <translation>Export figures</translation>
    </message>
    <message>
        <source>工作簿 (*.xlsx)</source>
        <translation>Workbook (*.xlsx)</translation>
    </message>
    <message>
        <source>正在用播放器播放</source>
        <translation>Playing in the system&apos;s player</translation>
    </message>
    <message>
        <source>播放用的是临时文件。看完了请关掉播放器，再点“看完了”，临时文件就删除。</source>
        <translation>It plays from a temporary file. Close the player when done and press Done: the file is removed.</translation>
    </message>
    <message>
        <source>看完了</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>学习和实事统计 {first} 至 {last}.xlsx</source>
        <translation>Study and deeds {first} to {last}.xlsx</translation>
    </message>
    <message>
        <source>撤下“{title}”？</source>
        <translation>Withdraw “{title}”?</translation>
    </message>
    <message>
        <source>删除“{title}”？</source>
        <translation>Remove “{title}”?</translation>
    </message>
    <message>
        <source>已发布。图片、视频可以现在添加。</source>
        <translation>Published. Pictures and videos can be added now.</translation>
    </message>
    <message>
        <source>已安排，到会名单在“会议”里</source>
        <translation>Planned; the attendance list is under Meetings</translation>
    </message>
    <message>
        <source>打开会议</source>
        <translation>Open meeting</translation>
    </message>
    <message>
        <source>已登记。照片可以现在添加。</source>
        <translation>Recorded. Photos can be added now.</translation>
    </message>
    <message>
        <source>已登记 {n} 人</source>
        <translation>{n} people noted</translation>
    </message>
    <message>
        <source>已导出到 {name}，第 {version} 版</source>
        <translation>Exported to {name}, version {version}</translation>
    </message>
</context>
<context>
    <name>LearningScreen</name>
    <message>
        <source>学习内容</source>
        <translation>Learning content</translation>
    </message>
    <message>
        <source>谁还没学</source>
        <translation>Who lacks what</translation>
    </message>
    <message>
        <source>实事</source>
        <translation>Deeds</translation>
    </message>
    <message>
        <source>统计</source>
        <translation>Figures</translation>
    </message>
    <message>
        <source>发布内容</source>
        <translation>Publish</translation>
    </message>
    <message>
        <source>打印名单…</source>
        <translation>Print list…</translation>
    </message>
    <message>
        <source>打印清单…</source>
        <translation>Print list…</translation>
    </message>
    <message>
        <source>登记实事</source>
        <translation>Record deed</translation>
    </message>
    <message>
        <source>学习实事</source>
        <translation>Learning and deeds</translation>
    </message>
    <message>
        <source>发布学习内容</source>
        <translation>Publish learning item</translation>
    </message>
    <message>
        <source>打印实事清单</source>
        <translation>Print list of deeds</translation>
    </message>
    <message>
        <source>学习和实事统计</source>
        <translation>Figures of study and deeds</translation>
    </message>
</context>
<context>
    <name>LearningWords</name>
    <message>
        <source>县里</source>
        <translation>County</translation>
    </message>
    <message>
        <source>本村</source>
        <translation>Village</translation>
    </message>
    <message>
        <source>要补课</source>
        <translation>To make up</translation>
    </message>
    <message>
        <source>必学</source>
        <translation>Required</translation>
    </message>
    <message>
        <source>岗位需要</source>
        <translation>For the post</translation>
    </message>
    <message>
        <source>{day} 前</source>
        <translation>By {day}</translation>
    </message>
    <message>
        <source>{day} 已过期</source>
        <translation>Overdue since {day}</translation>
    </message>
    <message>
        <source>{day} 撤下</source>
        <translation>Withdrawn {day}</translation>
    </message>
    <message>
        <source>{day} 起</source>
        <translation>From {day}</translation>
    </message>
    <message>
        <source>{day} 已到期</source>
        <translation>Due date {day} passed</translation>
    </message>
    <message>
        <source>{day} 到期</source>
        <translation>Due {day}</translation>
    </message>
</context>
<context>
    <name>LedgerImportDialog</name>
    <message>
        <source>从表格导入</source>
        <translation>Import from a workbook</translation>
    </message>
    <message>
        <source>补贴项目</source>
        <translation>Programme</translation>
    </message>
    <message>
        <source>年度</source>
        <translation>Year</translation>
    </message>
    <message>
        <source>每行的{field}</source>
        <translation>{field} of each row</translation>
    </message>
    <message>
        <source>要留意的行</source>
        <translation>Rows to look at</translation>
    </message>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>导入</source>
        <translation>Import</translation>
    </message>
    <message>
        <source>表里的列是什么</source>
        <translation>What the columns mean</translation>
    </message>
    <message>
        <source>“{sheet}”表共 {count} 行，可以导入 {taken} 行。</source>
        <translation>Sheet “{sheet}” has {count} rows, of which {taken} can be imported.</translation>
    </message>
    <message>
        <source>金额合计 {total} 元。</source>
        <translation>They come to {total} yuan.</translation>
    </message>
    <message>
        <source>还有 {count} 处没有列出</source>
        <translation>{count} more are not listed</translation>
    </message>
    <message>
        <source>没有问题</source>
        <translation>Nothing to look at</translation>
    </message>
    <message>
        <source>导入 {count} 行</source>
        <translation>Import {count} rows</translation>
    </message>
</context>
<context>
    <name>LedgerPage</name>
    <message>
        <source>在{title}里找</source>
        <translation>Find in {title}</translation>
    </message>
    <message>
        <source>登记</source>
        <translation>Register</translation>
    </message>
    <message>
        <source>从表格导入</source>
        <translation>Import from a workbook</translation>
    </message>
    <message>
        <source>导出表格</source>
        <translation>Export as a workbook</translation>
    </message>
    <message>
        <source>全部</source>
        <translation>All</translation>
    </message>
    <message>
        <source>生成清单…</source>
        <translation>Make a list…</translation>
    </message>
    <message>
        <source>登记发放…</source>
        <translation>Register payment…</translation>
    </message>
    <message>
        <source>没有找到“{text}”</source>
        <translation>Nothing found for “{text}”</translation>
    </message>
    <message>
        <source>还没有登记</source>
        <translation>Nothing registered yet</translation>
    </message>
    <message>
        <source>按 Ctrl+N 登记一条，或从表格导入。</source>
        <translation>Press Ctrl+N to register one, or import a workbook.</translation>
    </message>
</context>
<context>
    <name>LifeDialog</name>
    <message>
        <source>只知道年月就填年月，如 2026-10</source>
        <translation>If only year and month are known, enter those, such as 2026-10</translation>
    </message>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
</context>
<context>
    <name>LifePanel</name>
    <message>
        <source>版本</source>
        <translation>Versions</translation>
    </message>
    <message>
        <source>经过</source>
        <translation>History</translation>
    </message>
    <message>
        <source>{count} 份</source>
        <translation>{count} copies</translation>
    </message>
    <message>
        <source>第 {version} 版&#x3000;{state}</source>
        <translation>Version {version}  {state}</translation>
    </message>
    <message>
        <source>{name}（正在看）</source>
        <translation>{name} (shown)</translation>
    </message>
    <message>
        <source>另有 {count} 处变动</source>
        <translation>{count} more changes</translation>
    </message>
</context>
<context>
    <name>ListEdit</name>
    <message>
        <source>用顿号隔开，或按 F4 选择</source>
        <translation>Divide by 、 or choose with F4</translation>
    </message>
    <message>
        <source>选…</source>
        <translation>Choose…</translation>
    </message>
    <message>
        <source>从列表里选（F4）</source>
        <translation>Choose from the list (F4)</translation>
    </message>
</context>
<context>
    <name>ListPage</name>
    <message>
        <source>找人：姓名、拼音首字母、身份证尾号、手机、户编号、地址</source>
        <translation>Find people: name, pinyin initials, end of ID, mobile, household number, address</translation>
    </message>
    <message>
        <source>按人</source>
        <translation>By person</translation>
    </message>
    <message>
        <source>人员名单</source>
        <translation>List of people</translation>
    </message>
    <message>
        <source>按户</source>
        <translation>By household</translation>
    </message>
    <message>
        <source>户名单</source>
        <translation>List of households</translation>
    </message>
    <message>
        <source>立户</source>
        <translation>New household</translation>
    </message>
    <message>
        <source>筛选</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>列</source>
        <translation>Columns</translation>
    </message>
    <message>
        <source>视图</source>
        <translation>Views</translation>
    </message>
    <message>
        <source>批量修改</source>
        <translation>Bulk edit</translation>
    </message>
    <message>
        <source>修改选中的几行（Ctrl+B）。按住 Ctrl 或 Shift 选，Ctrl+A 全选</source>
        <translation>Change the chosen rows (Ctrl+B). Choose with Ctrl or Shift, all with Ctrl+A</translation>
    </message>
    <message>
        <source>打印</source>
        <translation>Print</translation>
    </message>
    <message>
        <source>导出</source>
        <translation>Export</translation>
    </message>
    <message>
        <source>民情档案</source>
        <translation>Register</translation>
    </message>
    <message>
        <source>户卡</source>
        <translation>Household card</translation>
    </message>
    <message>
        <source>入户登记表：选中的</source>
        <translation>Visit forms: the chosen</translation>
    </message>
    <message>
        <source>入户登记表：整个名单</source>
        <translation>Visit forms: the whole list</translation>
    </message>
    <message>
        <source>从“导入”读入现有的花名册，或按 Ctrl+N 立一户。</source>
        <translation>Read in your roster under “Import”, or press Ctrl+N for a new household.</translation>
    </message>
    <message>
        <source>档案里还没有人</source>
        <translation>Nobody is in the register yet</translation>
    </message>
    <message>
        <source>换个写法试试：姓名的一部分、拼音首字母、身份证或手机尾号。</source>
        <translation>Try another way: part of the name, pinyin initials, end of ID or mobile number.</translation>
    </message>
    <message>
        <source>没有找到“{text}”</source>
        <translation>Nothing found for “{text}”</translation>
    </message>
    <message>
        <source>清除</source>
        <translation>Clear</translation>
    </message>
    <message>
        <source>没有同时符合这些条件的记录。</source>
        <translation>No record meets all these conditions.</translation>
    </message>
    <message>
        <source>没有符合的</source>
        <translation>None found</translation>
    </message>
    <message>
        <source>清除筛选</source>
        <translation>Clear filters</translation>
    </message>
    <message>
        <source>{name}（大家可见）</source>
        <translation>{name} (for everyone)</translation>
    </message>
    <message>
        <source>还没有保存的视图</source>
        <translation>No saved views yet</translation>
    </message>
    <message>
        <source>保存现在的视图…</source>
        <translation>Save the present view…</translation>
    </message>
    <message>
        <source>恢复默认视图</source>
        <translation>Default view</translation>
    </message>
    <message>
        <source>查看某日的情况…</source>
        <translation>As of a past day…</translation>
    </message>
    <message>
        <source>删除视图</source>
        <translation>Delete view</translation>
    </message>
    <message>
        <source>已选 {n}</source>
        <translation>{n} chosen</translation>
    </message>
    <message>
        <source>{n} 人</source>
        <translation>{n} people</translation>
    </message>
    <message>
        <source>{n} 户</source>
        <translation>{n} households</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>村情通</source>
        <translation>Cunqingtong</translation>
    </message>
</context>
<context>
    <name>MakeDialog</name>
    <message>
        <source>制作公开表</source>
        <translation>Make a notice</translation>
    </message>
    <message>
        <source>账目、会议、救助等内容从登记里取，不用再录一遍；表里没有来源的才要填。</source>
        <translation>Accounts, meetings, aid and the like come from the records; only what has no source is asked for.</translation>
    </message>
    <message>
        <source>自定起止日期</source>
        <translation>Own start and end dates</translation>
    </message>
    <message>
        <source>大字版（A3，给老年人看）</source>
        <translation>Large print (A3, for the elderly)</translation>
    </message>
    <message>
        <source>打开收支</source>
        <translation>Open the accounts</translation>
    </message>
    <message>
        <source>打几个字、拼音首字母或编号（如 V15）来找</source>
        <translation>Type a few characters, pinyin initials or the code (such as V15)</translation>
    </message>
    <message>
        <source>公开事项</source>
        <translation>Item</translation>
    </message>
    <message>
        <source>公开表</source>
        <translation>Notice</translation>
    </message>
    <message>
        <source>期间</source>
        <translation>Period</translation>
    </message>
    <message>
        <source>起</source>
        <translation>From</translation>
    </message>
    <message>
        <source>止</source>
        <translation>To</translation>
    </message>
    <message>
        <source>公开地点</source>
        <translation>Boards</translation>
    </message>
    <message>
        <source>几处公开栏用顿号隔开</source>
        <translation>Several boards with 、 between</translation>
    </message>
    <message>
        <source>张贴日期</source>
        <translation>Posted on</translation>
    </message>
    <message>
        <source>落款日期</source>
        <translation>Date of signature</translation>
    </message>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>制作</source>
        <translation>Make</translation>
    </message>
    <message>
        <source>这一项只在党支部内公开，不要贴到村里的公开栏。</source>
        <translation>Only members of the branch may read this item; keep it off the village board.</translation>
    </message>
    <message>
        <source>这一项只对特定的人公开，不要贴到公开栏。</source>
        <translation>Only certain people may read this item; keep it off the boards.</translation>
    </message>
    <message>
        <source>表里要填的</source>
        <translation>To fill in</translation>
    </message>
    <message>
        <source>日期，如 2026-10-20</source>
        <translation>A day, such as 2026-10-20</translation>
    </message>
    <message>
        <source>年月，如 2026-10</source>
        <translation>A month, such as 2026-10</translation>
    </message>
    <message>
        <source>元，如 1200.00</source>
        <translation>Yuan, such as 1200.00</translation>
    </message>
</context>
<context>
    <name>MakeUpDialog</name>
    <message>
        <source>登记补课</source>
        <translation>Enter making up</translation>
    </message>
    <message>
        <source>登记</source>
        <translation>Enter</translation>
    </message>
    <message>
        <source>如 自学、上门补课、电话传达</source>
        <translation>such as reading, a visit, a call</translation>
    </message>
    <message>
        <source>日期</source>
        <translation>Day</translation>
    </message>
    <message>
        <source>方式</source>
        <translation>How</translation>
    </message>
    <message>
        <source>传达人</source>
        <translation>Told by</translation>
    </message>
    <message>
        <source>生病的人由谁传达</source>
        <translation>who passes it on to somebody ill</translation>
    </message>
</context>
<context>
    <name>MaskedField</name>
    <message>
        <source>核对身份</source>
        <translation>Verify identity</translation>
    </message>
    <message>
        <source>替本人填表</source>
        <translation>Fill in a form for the person</translation>
    </message>
    <message>
        <source>打电话联系</source>
        <translation>Contact by phone</translation>
    </message>
    <message>
        <source>上级要求核实</source>
        <translation>Verification asked by authorities</translation>
    </message>
    <message>
        <source>遮住</source>
        <translation>Cover</translation>
    </message>
    <message>
        <source>显示</source>
        <translation>Show</translation>
    </message>
    <message>
        <source>您的角色不能查看完整内容。</source>
        <translation>Your role may not see the full content.</translation>
    </message>
    <message>
        <source>为什么要看？（会记入日志）</source>
        <translation>Why do you need to see it? (is logged)</translation>
    </message>
    <message>
        <source>其他原因…</source>
        <translation>Another reason…</translation>
    </message>
    <message>
        <source>查看原因</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>请写明为什么要看完整内容：</source>
        <translation>Please write why you need to see the full content:</translation>
    </message>
</context>
<context>
    <name>MatterDialog</name>
    <message>
        <source>修改事项</source>
        <translation>Change matter</translation>
    </message>
    <message>
        <source>新立事项</source>
        <translation>New matter</translation>
    </message>
    <message>
        <source>元，可以写 18.6万，没有就空着</source>
        <translation>Yuan; leave empty where there is none</translation>
    </message>
    <message>
        <source>公告上印的完成期限，可不填</source>
        <translation>Printed on the notice; may be left empty</translation>
    </message>
    <message>
        <source>事项名称</source>
        <translation>Matter</translation>
    </message>
    <message>
        <source>类别</source>
        <translation>Kind</translation>
    </message>
    <message>
        <source>提出日期</source>
        <translation>Opened on</translation>
    </message>
    <message>
        <source>金额</source>
        <translation>Amount</translation>
    </message>
    <message>
        <source>事项内容</source>
        <translation>What is to be done</translation>
    </message>
    <message>
        <source>落实人</source>
        <translation>In charge</translation>
    </message>
    <message>
        <source>完成期限</source>
        <translation>To be done by</translation>
    </message>
    <message>
        <source>备注</source>
        <translation>Note</translation>
    </message>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>保存</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>这件事要走完“四议两公开”六步。</source>
        <translation>This matter has to take all six steps.</translation>
    </message>
    <message>
        <source>不到规定的金额，可以不走全部六步；村里愿意走的照样登记。</source>
        <translation>Below the amount that makes the six steps necessary; they may be taken all the same.</translation>
    </message>
</context>
<context>
    <name>MatterPanel</name>
    <message>
        <source>没有选中事项</source>
        <translation>No matter chosen</translation>
    </message>
    <message>
        <source>在左边选一件，这里显示六步走到哪里。</source>
        <translation>Choose one on the left; its six steps are shown here.</translation>
    </message>
    <message>
        <source>备注：{text}</source>
        <translation>Note: {text}</translation>
    </message>
    <message>
        <source>{day} 提出</source>
        <translation>opened {day}</translation>
    </message>
    <message>
        <source>落实人 {name}</source>
        <translation>in charge: {name}</translation>
    </message>
    <message>
        <source>{day} 前完成</source>
        <translation>to be done by {day}</translation>
    </message>
    <message>
        <source>{day} 办结：{result}</source>
        <translation>Done on {day}: {result}</translation>
    </message>
    <message>
        <source>{day} 定为不办：{reason}</source>
        <translation>Dropped on {day}: {reason}</translation>
    </message>
    <message>
        <source>这类事项不到规定的金额，可以不走全部六步。</source>
        <translation>Below the amount that makes the six steps necessary.</translation>
    </message>
    <message>
        <source>六步一览…</source>
        <translation>Six steps on paper…</translation>
    </message>
    <message>
        <source>进度公示…</source>
        <translation>Progress for the wall…</translation>
    </message>
    <message>
        <source>修改…</source>
        <translation>Change…</translation>
    </message>
    <message>
        <source>不办了…</source>
        <translation>Drop…</translation>
    </message>
    <message>
        <source>应到 {due}，实到 {present}</source>
        <translation>{due} due, {present} present</translation>
    </message>
    <message>
        <source>同意 {yes} 票，反对 {no} 票，弃权 {none} 票</source>
        <translation>{yes} for, {no} against, {none} abstained</translation>
    </message>
    <message>
        <source>公告 {number}：{state}</source>
        <translation>Notice {number}: {state}</translation>
    </message>
    <message>
        <source>{day} 以前要张贴</source>
        <translation>to be posted by {day}</translation>
    </message>
    <message>
        <source>改正…</source>
        <translation>Correct…</translation>
    </message>
    <message>
        <source>登记…</source>
        <translation>Record…</translation>
    </message>
    <message>
        <source>撤销登记</source>
        <translation>Take back</translation>
    </message>
    <message>
        <source>看公告</source>
        <translation>Show notice</translation>
    </message>
    <message>
        <source>改正实施结果…</source>
        <translation>Correct result…</translation>
    </message>
    <message>
        <source>登记实施结果…</source>
        <translation>Record result…</translation>
    </message>
    <message>
        <source>起草公告</source>
        <translation>Draft notice</translation>
    </message>
    <message>
        <source>以前已贴过…</source>
        <translation>Posted earlier…</translation>
    </message>
    <message>
        <source>由此而来的合同、项目和开支</source>
        <translation>Contracts, projects and spending that follow from it</translation>
    </message>
    <message>
        <source>取消关联</source>
        <translation>Unlink</translation>
    </message>
</context>
<context>
    <name>MatterWords</name>
    <message>
        <source>六步全部完成</source>
        <translation>All six steps done</translation>
    </message>
    <message>
        <source>先办结异议</source>
        <translation>Settle the objection first</translation>
    </message>
    <message>
        <source>补上缺项</source>
        <translation>Close the gaps</translation>
    </message>
    <message>
        <source>合同</source>
        <translation>Contract</translation>
    </message>
    <message>
        <source>项目</source>
        <translation>Project</translation>
    </message>
    <message>
        <source>开支</source>
        <translation>Spending</translation>
    </message>
    <message>
        <source>已完成</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>缺项</source>
        <translation>Gap</translation>
    </message>
    <message>
        <source>下一步</source>
        <translation>Next</translation>
    </message>
    <message>
        <source>有异议，暂停</source>
        <translation>Stopped by an objection</translation>
    </message>
    <message>
        <source>未到</source>
        <translation>Not yet</translation>
    </message>
    <message>
        <source>{marks}&#x3000;{done}/6</source>
        <translation>{marks}&#x3000;{done}/6</translation>
    </message>
    <message>
        <source>或者三分之二以上的户派代表到会</source>
        <translation>or two thirds of the households send someone</translation>
    </message>
    <message>
        <source>；</source>
        <translation>; </translation>
    </message>
    <message>
        <source>{marks}&#x3000;不办</source>
        <translation>{marks}&#x3000;dropped</translation>
    </message>
    <message>
        <source>{marks}&#x3000;缺 {count} 步</source>
        <translation>{marks}&#x3000;{count} missing</translation>
    </message>
    <message>
        <source>{amount} 元</source>
        <translation>{amount} yuan</translation>
    </message>
    <message>
        <source>应到 {due} 人，至少到 {least} 人</source>
        <translation>{due} due, at least {least} have to come</translation>
    </message>
    <message>
        <source>同意至少 {votes} 票才通过</source>
        <translation>at least {votes} have to agree</translation>
    </message>
</context>
<context>
    <name>MattersPresenter</name>
    <message>
        <source>登记实施结果</source>
        <translation>Record the result</translation>
    </message>
    <message>
        <source>会议记录不动，可以重新登记这一步。</source>
        <translation>The meeting stays on record; the step can be recorded anew.</translation>
    </message>
    <message>
        <source>撤销</source>
        <translation>Take back</translation>
    </message>
    <message>
        <source>不办了</source>
        <translation>Drop</translation>
    </message>
    <message>
        <source>为什么不办？已登记的会议和公告都会保留。</source>
        <translation>Why is it dropped? Meetings and notices on record are kept.</translation>
    </message>
    <message>
        <source>定为不办</source>
        <translation>Drop it</translation>
    </message>
    <message>
        <source>四议两公开六步一览</source>
        <translation>The six steps of a matter</translation>
    </message>
    <message>
        <source>归档用的一页，缺的步骤也写明。打印会记入日志。</source>
        <translation>One page for the file that names missing steps too. Printing is logged.</translation>
    </message>
    <message>
        <source>四议两公开进度公示</source>
        <translation>Progress of a matter</translation>
    </message>
    <message>
        <source>贴在公开栏，已查过没有个人号码。</source>
        <translation>For the board; checked for personal numbers.</translation>
    </message>
    <message>
        <source>张贴日期</source>
        <translation>Posted on</translation>
    </message>
    <message>
        <source>贴在哪里，底稿在哪里</source>
        <translation>Where it was posted, where the copy is kept</translation>
    </message>
    <message>
        <source>办结日期</source>
        <translation>Done on</translation>
    </message>
    <message>
        <source>实施结果</source>
        <translation>Result</translation>
    </message>
    <message>
        <source>公告已起草，核对后送审。</source>
        <translation>The notice is drafted; check it and submit it.</translation>
    </message>
    <message>
        <source>已登记：{step}</source>
        <translation>Recorded: {step}</translation>
    </message>
    <message>
        <source>撤销“{step}”的登记？</source>
        <translation>Take back “{step}”?</translation>
    </message>
</context>
<context>
    <name>MattersScreen</name>
    <message>
        <source>找事项：名称、内容、落实人</source>
        <translation>Find a matter: title, content, person in charge</translation>
    </message>
    <message>
        <source>新立事项</source>
        <translation>New matter</translation>
    </message>
    <message>
        <source>没有走程序的…</source>
        <translation>Without procedure…</translation>
    </message>
    <message>
        <source>四议两公开事项</source>
        <translation>Major matters</translation>
    </message>
    <message>
        <source>四议两公开</source>
        <translation>Major matters</translation>
    </message>
    <message>
        <source>在办</source>
        <translation>Under way</translation>
    </message>
    <message>
        <source>有缺项</source>
        <translation>With gaps</translation>
    </message>
    <message>
        <source>已完成</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>不办</source>
        <translation>Dropped</translation>
    </message>
    <message>
        <source>全部</source>
        <translation>All</translation>
    </message>
    <message>
        <source>没有找到“{text}”</source>
        <translation>Nothing found for “{text}”</translation>
    </message>
    <message>
        <source>没有事项</source>
        <translation>No matters</translation>
    </message>
    <message>
        <source>按 Ctrl+N 新立一件。</source>
        <translation>Press Ctrl+N to open one.</translation>
    </message>
    <message>
        <source>没有走程序的大额事项</source>
        <translation>Large matters without procedure</translation>
    </message>
    <message>
        <source>打印六步一览</source>
        <translation>Print the six steps</translation>
    </message>
</context>
<context>
    <name>MattersTable</name>
    <message>
        <source>事项</source>
        <translation>Matter</translation>
    </message>
    <message>
        <source>六步</source>
        <translation>Six steps</translation>
    </message>
    <message>
        <source>下一步</source>
        <translation>Next</translation>
    </message>
    <message>
        <source>提出日期</source>
        <translation>Opened on</translation>
    </message>
    <message>
        <source>类别</source>
        <translation>Kind</translation>
    </message>
    <message>
        <source>金额</source>
        <translation>Amount</translation>
    </message>
    <message>
        <source>落实人</source>
        <translation>In charge</translation>
    </message>
</context>
<context>
    <name>MeasuresDialog</name>
    <message>
        <source>整改措施</source>
        <translation>Measures</translation>
    </message>
    <message>
        <source>保存</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>原因</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>措施</source>
        <translation>Measures</translation>
    </message>
    <message>
        <source>负责人</source>
        <translation>Who sees to it</translation>
    </message>
</context>
<context>
    <name>MeetingDialog</name>
    <message>
        <source>会议</source>
        <translation>Meetings</translation>
    </message>
    <message>
        <source>签到</source>
        <translation>Attendance</translation>
    </message>
    <message>
        <source>议程和表决</source>
        <translation>Agenda and votes</translation>
    </message>
    <message>
        <source>会议记录</source>
        <translation>Minutes</translation>
    </message>
    <message>
        <source>关闭</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>请假</source>
        <translation>On leave</translation>
    </message>
    <message>
        <source>外出务工</source>
        <translation>working elsewhere</translation>
    </message>
    <message>
        <source>住院</source>
        <translation>in hospital</translation>
    </message>
    <message>
        <source>照看病人</source>
        <translation>looking after somebody ill</translation>
    </message>
    <message>
        <source>外出学习</source>
        <translation>studying elsewhere</translation>
    </message>
    <message>
        <source>年老行动不便</source>
        <translation>old and unable to walk far</translation>
    </message>
    <message>
        <source>公务</source>
        <translation>on duty</translation>
    </message>
    <message>
        <source>{name} 已到会</source>
        <translation>{name} is present</translation>
    </message>
    <message>
        <source>长期卧床、生活不能自理</source>
        <translation>bedridden for long</translation>
    </message>
    <message>
        <source>出国半年以上</source>
        <translation>abroad for half a year or more</translation>
    </message>
    <message>
        <source>外出半年以上，组织关系未转</source>
        <translation>away for half a year, relation not moved</translation>
    </message>
    <message>
        <source>精神病患者不能表达意志</source>
        <translation>can&apos;t express a will</translation>
    </message>
    <message>
        <source>不计入应到</source>
        <translation>Not counted as due</translation>
    </message>
    <message>
        <source>从名单删除 {names}？</source>
        <translation>Take {names} off the list?</translation>
    </message>
    <message>
        <source>应到人数随着减少。</source>
        <translation>Fewer people are due then.</translation>
    </message>
    <message>
        <source>删除</source>
        <translation>Delete</translation>
    </message>
    <message>
        <source>删除议题“{title}”？</source>
        <translation>Delete the item “{title}”?</translation>
    </message>
    <message>
        <source>发言、票数和决议一起删除；已经转成的任务还在。</source>
        <translation>What was said, votes and resolution go with it; a task made of it stays.</translation>
    </message>
    <message>
        <source>已起草 {count} 份决议公告，在“三务公开”里送审</source>
        <translation>{count} notices drafted; send them for review under “Disclosure”</translation>
    </message>
    <message>
        <source>会议记录已保存</source>
        <translation>The minutes are saved</translation>
    </message>
    <message>
        <source>{count} 件四议两公开事项已登记这一步</source>
        <translation>{count} major matters took this step</translation>
    </message>
    <message>
        <source>重新打开会议记录</source>
        <translation>Open the minutes again</translation>
    </message>
    <message>
        <source>为什么要更正？原来的签字日期和原因会记在备注里。</source>
        <translation>Why? The day of the old signature and the reason are kept in the remarks.</translation>
    </message>
    <message>
        <source>重新打开</source>
        <translation>Open again</translation>
    </message>
    <message>
        <source>记到开过的会</source>
        <translation>Write to a meeting held</translation>
    </message>
    <message>
        <source>哪次会</source>
        <translation>Meeting</translation>
    </message>
    <message>
        <source>到会的人算学过，没到的列入要补课。会议还没登记的，先到“会议”里登记。</source>
        <translation>Those present have studied it, those missing have to make up for it. Record the meeting first where it is missing.</translation>
    </message>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>记下</source>
        <translation>Write down</translation>
    </message>
</context>
<context>
    <name>MeetingPanel</name>
    <message>
        <source>没有选中会议</source>
        <translation>No meeting chosen</translation>
    </message>
    <message>
        <source>在左边选一次会议，这里显示它的安排和结果。</source>
        <translation>Choose a meeting on the left to see its plan and what came of it.</translation>
    </message>
    <message>
        <source>类别</source>
        <translation>Kind</translation>
    </message>
    <message>
        <source>主持人</source>
        <translation>Chair</translation>
    </message>
    <message>
        <source>记录人</source>
        <translation>Recorder</translation>
    </message>
    <message>
        <source>通知日期</source>
        <translation>Notice given</translation>
    </message>
    <message>
        <source>签字日期</source>
        <translation>Signed on</translation>
    </message>
    <message>
        <source>取消原因</source>
        <translation>Cancelled because</translation>
    </message>
    <message>
        <source>备注</source>
        <translation>Remarks</translation>
    </message>
    <message>
        <source>{name}：{value}</source>
        <translation>{name}: {value}</translation>
    </message>
    <message>
        <source>议程</source>
        <translation>Agenda</translation>
    </message>
    <message>
        <source>决议</source>
        <translation>Resolution</translation>
    </message>
    <message>
        <source>打开会议…</source>
        <translation>Open the meeting…</translation>
    </message>
    <message>
        <source>会议通知…</source>
        <translation>Notice…</translation>
    </message>
    <message>
        <source>签到表…</source>
        <translation>Attendance sheet…</translation>
    </message>
    <message>
        <source>会议记录…</source>
        <translation>Minutes…</translation>
    </message>
    <message>
        <source>修改安排…</source>
        <translation>Change the plan…</translation>
    </message>
    <message>
        <source>安排下一次…</source>
        <translation>Plan the next one…</translation>
    </message>
    <message>
        <source>取消会议…</source>
        <translation>Cancel the meeting…</translation>
    </message>
    <message>
        <source>删除…</source>
        <translation>Delete…</translation>
    </message>
</context>
<context>
    <name>MeetingWords</name>
    <message>
        <source>{kind}：还差 {lacking} {unit}，有表决权应到 {due}，已到 {present}，至少 {least}</source>
        <translation>{kind}: {lacking} {unit} are lacking; {due} due with a vote, {present} present, at least {least}</translation>
    </message>
    <message>
        <source>户</source>
        <translation>households</translation>
    </message>
    <message>
        <source>人</source>
        <translation>people</translation>
    </message>
    <message>
        <source>{kind}：可以开会，有表决权应到 {due} {unit}，已到 {present}，至少 {least}</source>
        <translation>{kind}: can open; {due} {unit} due with a vote, {present} present, at least {least}</translation>
    </message>
    <message>
        <source>待补记录</source>
        <translation>Minutes missing</translation>
    </message>
    <message>
        <source>待签字</source>
        <translation>To be signed</translation>
    </message>
    <message>
        <source>没有记录</source>
        <translation>No minutes</translation>
    </message>
    <message>
        <source>应到 {due} {unit}&#x3000;实到 {present}&#x3000;请假 {leave}&#x3000;缺席 {absent}</source>
        <translation>{due} {unit} due, {present} present, {leave} on leave, {absent} absent</translation>
    </message>
    <message>
        <source>全体</source>
        <translation>all due</translation>
    </message>
    <message>
        <source>到会</source>
        <translation>those present</translation>
    </message>
    <message>
        <source>同意 {yes}&#x3000;反对 {no}&#x3000;弃权 {none}</source>
        <translation>{yes} in favour, {no} against, {none} abstained</translation>
    </message>
    <message>
        <source>{days} 天后</source>
        <translation>In {days} days</translation>
    </message>
    <message>
        <source>&#x3000;未签到 {count}</source>
        <translation>, {count} not marked</translation>
    </message>
    <message>
        <source>&#x3000;列席 {count}</source>
        <translation>, {count} guests</translation>
    </message>
    <message>
        <source>表决</source>
        <translation>Vote</translation>
    </message>
    <message>
        <source>未通过：{votes}</source>
        <translation>Not passed: {votes}</translation>
    </message>
    <message>
        <source>{kind}：没有法定人数要求</source>
        <translation>{kind}: no quorum is asked for</translation>
    </message>
    <message>
        <source>至少 {count} 票（按{of}计）</source>
        <translation>at least {count} votes (of {of})</translation>
    </message>
    <message>
        <source>通过：{votes}</source>
        <translation>Passed: {votes}</translation>
    </message>
    <message>
        <source>今天 {time}</source>
        <translation>Today {time}</translation>
    </message>
    <message>
        <source>明天 {time}</source>
        <translation>Tomorrow {time}</translation>
    </message>
</context>
<context>
    <name>MeetingsDialog</name>
    <message>
        <source>会议</source>
        <translation>Meetings</translation>
    </message>
    <message>
        <source>季度</source>
        <translation>Quarter</translation>
    </message>
    <message>
        <source>会议记录</source>
        <translation>Meetings held</translation>
    </message>
    <message>
        <source>类别</source>
        <translation>Kind</translation>
    </message>
    <message>
        <source>日期</source>
        <translation>Date</translation>
    </message>
    <message>
        <source>议题</source>
        <translation>Topic</translation>
    </message>
    <message>
        <source>决议</source>
        <translation>Resolution</translation>
    </message>
    <message>
        <source>主持人</source>
        <translation>Chair</translation>
    </message>
    <message>
        <source>记录人</source>
        <translation>Minutes</translation>
    </message>
    <message>
        <source>地点</source>
        <translation>Place</translation>
    </message>
    <message>
        <source>应到</source>
        <translation>Expected</translation>
    </message>
    <message>
        <source>实到</source>
        <translation>Present</translation>
    </message>
    <message>
        <source>请假</source>
        <translation>Excused</translation>
    </message>
    <message>
        <source>缺席</source>
        <translation>Absent</translation>
    </message>
    <message>
        <source>备注</source>
        <translation>Note</translation>
    </message>
    <message>
        <source>删除这次会议…</source>
        <translation>Remove meeting…</translation>
    </message>
    <message>
        <source>附件…</source>
        <translation>Attachments…</translation>
    </message>
    <message>
        <source>表决事项…</source>
        <translation>Votes…</translation>
    </message>
    <message>
        <source>按 Enter 修改选中的一次会议。一次会可以同时算几种。</source>
        <translation>Enter corrects the chosen meeting. One meeting can count as several kinds.</translation>
    </message>
    <message>
        <source>实到/应到</source>
        <translation>Attended</translation>
    </message>
    <message>
        <source>这个季度 {count} 次会议</source>
        <translation>Meetings in this quarter: {count}</translation>
    </message>
    <message>
        <source>这个季度还没有登记会议。</source>
        <translation>No meetings are registered in this quarter yet.</translation>
    </message>
    <message>
        <source>登记这次会议</source>
        <translation>Register meeting</translation>
    </message>
    <message>
        <source>保存修改</source>
        <translation>Save changes</translation>
    </message>
    <message>
        <source>人数不够：{rule}</source>
        <translation>Too few: {rule}</translation>
    </message>
    <message>
        <source>删除“{title}”这次会议？</source>
        <translation>Remove the meeting “{title}”?</translation>
    </message>
    <message>
        <source>公开表里不再有它。修改记录里还查得到。</source>
        <translation>It will no longer stand on the notice. The history keeps it.</translation>
    </message>
    <message>
        <source>删除</source>
        <translation>Delete</translation>
    </message>
</context>
<context>
    <name>MeetingsPresenter</name>
    <message>
        <source>签到卡</source>
        <translation>Attendance cards</translation>
    </message>
    <message>
        <source>一张 A4 纸十张，沿线剪开。二维码里只有编号，没有个人信息。</source>
        <translation>Ten on an A4 sheet, to be cut along the lines. The code holds a number and nothing about the person.</translation>
    </message>
    <message>
        <source>封面、目录、全年已完成的会议记录和移交登记，打印后装订，由移交人、接收人、监交人签字。</source>
        <translation>Cover, contents, the closed minutes of the year and the page for handing over; print, bind and have it signed.</translation>
    </message>
    <message>
        <source>会议通知</source>
        <translation>Notice of a meeting</translation>
    </message>
    <message>
        <source>会议签到表</source>
        <translation>Attendance sheet</translation>
    </message>
    <message>
        <source>会议记录</source>
        <translation>Minutes</translation>
    </message>
    <message>
        <source>{year}年会议记录合订本</source>
        <translation>Bound minutes of {year}</translation>
    </message>
    <message>
        <source>取消会议</source>
        <translation>Cancel the meeting</translation>
    </message>
    <message>
        <source>签到、议程和附件一起删除，公开表里不再有它。修改记录里还查得到。</source>
        <translation>Attendance, agenda and attachments go with it and sheets no longer name it. The history keeps it.</translation>
    </message>
    <message>
        <source>删除</source>
        <translation>Delete</translation>
    </message>
    <message>
        <source>“{title}”为什么不开了？</source>
        <translation>Why is “{title}” not held?</translation>
    </message>
    <message>
        <source>删除“{title}”？</source>
        <translation>Delete “{title}”?</translation>
    </message>
</context>
<context>
    <name>MeetingsScreen</name>
    <message>
        <source>找会议：名称、决议、主持人、地点</source>
        <translation>Find meetings: title, resolution, chair, place</translation>
    </message>
    <message>
        <source>年份</source>
        <translation>Year</translation>
    </message>
    <message>
        <source>组织成员名单…</source>
        <translation>Seats of bodies…</translation>
    </message>
    <message>
        <source>年度合订本…</source>
        <translation>Book of the year…</translation>
    </message>
    <message>
        <source>安排会议</source>
        <translation>Plan a meeting</translation>
    </message>
    <message>
        <source>会议列表</source>
        <translation>List of meetings</translation>
    </message>
    <message>
        <source>会议</source>
        <translation>Meetings</translation>
    </message>
    <message>
        <source>将要开</source>
        <translation>To come</translation>
    </message>
    <message>
        <source>待签字</source>
        <translation>To be signed</translation>
    </message>
    <message>
        <source>已召开</source>
        <translation>Held</translation>
    </message>
    <message>
        <source>全部</source>
        <translation>All</translation>
    </message>
    <message>
        <source>日历</source>
        <translation>Calendar</translation>
    </message>
    <message>
        <source>其他会议</source>
        <translation>Other meetings</translation>
    </message>
    <message>
        <source>{year}年</source>
        <translation>{year}</translation>
    </message>
    <message>
        <source>没有找到“{text}”</source>
        <translation>“{text}” was not found</translation>
    </message>
    <message>
        <source>没有会议</source>
        <translation>No meetings</translation>
    </message>
    <message>
        <source>按 Ctrl+N 安排一次。</source>
        <translation>Press Ctrl+N to plan one.</translation>
    </message>
    <message>
        <source>安排{kind}</source>
        <translation>Plan: {kind}</translation>
    </message>
    <message>
        <source>组织成员名单</source>
        <translation>Seats of a body</translation>
    </message>
    <message>
        <source>会议记录年度合订本</source>
        <translation>Bound minutes of the year</translation>
    </message>
</context>
<context>
    <name>MeetingsTable</name>
    <message>
        <source>日期</source>
        <translation>Day</translation>
    </message>
    <message>
        <source>会议名称</source>
        <translation>Title</translation>
    </message>
    <message>
        <source>状态</source>
        <translation>State</translation>
    </message>
    <message>
        <source>实到/应到</source>
        <translation>Present/due</translation>
    </message>
    <message>
        <source>类别</source>
        <translation>Kind</translation>
    </message>
    <message>
        <source>主持人</source>
        <translation>Chair</translation>
    </message>
    <message>
        <source>地点</source>
        <translation>Place</translation>
    </message>
    <message>
        <source>决议</source>
        <translation>Resolution</translation>
    </message>
</context>
<context>
    <name>MemberPanel</name>
    <message>
        <source>没有选中</source>
        <translation>Nothing chosen</translation>
    </message>
    <message>
        <source>在左边选一名党员，这里显示他的卡片。</source>
        <translation>Choose a member at the left; the card is shown here.</translation>
    </message>
    <message>
        <source>职务</source>
        <translation>Posts</translation>
    </message>
    <message>
        <source>流动</source>
        <translation>Away</translation>
    </message>
    <message>
        <source>联系记录</source>
        <translation>Contacts</translation>
    </message>
    <message>
        <source>表彰</source>
        <translation>Awards</translation>
    </message>
    <message>
        <source>处分</source>
        <translation>Discipline</translation>
    </message>
    <message>
        <source>组织关系转接</source>
        <translation>Transfers</translation>
    </message>
    <message>
        <source>民主评议</source>
        <translation>Appraisals</translation>
    </message>
    <message>
        <source>党龄 {years} 年</source>
        <translation>{years} years in the party</translation>
    </message>
    <message>
        <source>{age} 岁</source>
        <translation>aged {age}</translation>
    </message>
    <message>
        <source>欠交党费 {count} 个月</source>
        <translation>Dues open for {count} months</translation>
    </message>
    <message>
        <source>民情档案</source>
        <translation>Register</translation>
    </message>
    <message>
        <source>修改…</source>
        <translation>Change…</translation>
    </message>
    <message>
        <source>删除…</source>
        <translation>Delete…</translation>
    </message>
    <message>
        <source>每月 {amount} 元</source>
        <translation>{amount} yuan a month</translation>
    </message>
    <message>
        <source>每月 {least} 至 {most} 元</source>
        <translation>{least} to {most} yuan a month</translation>
    </message>
    <message>
        <source>还没有定每月交多少</source>
        <translation>What a month costs is not decided</translation>
    </message>
    <message>
        <source>党费</source>
        <translation>Dues</translation>
    </message>
    <message>
        <source>登记{title}</source>
        <translation>Enter: {title}</translation>
    </message>
    <message>
        <source>还有 {count} 条更早的</source>
        <translation>{count} earlier ones</translation>
    </message>
    <message>
        <source>修改</source>
        <translation>Change</translation>
    </message>
    <message>
        <source>删除</source>
        <translation>Delete</translation>
    </message>
</context>
<context>
    <name>MembersPage</name>
    <message>
        <source>找党员：姓名、拼音、身份证尾号</source>
        <translation>Find a member: name, pinyin, end of ID</translation>
    </message>
    <message>
        <source>登记党员</source>
        <translation>Enter a member</translation>
    </message>
    <message>
        <source>核对民情档案…</source>
        <translation>Compare register…</translation>
    </message>
    <message>
        <source>全国系统录入…</source>
        <translation>National system…</translation>
    </message>
    <message>
        <source>从花名册导入</source>
        <translation>Import from a list</translation>
    </message>
    <message>
        <source>导出名册</source>
        <translation>Export the list</translation>
    </message>
    <message>
        <source>党员</source>
        <translation>Members</translation>
    </message>
    <message>
        <source>培养对象</source>
        <translation>On the way</translation>
    </message>
    <message>
        <source>已离开</source>
        <translation>Gone</translation>
    </message>
    <message>
        <source>全部</source>
        <translation>All</translation>
    </message>
    <message>
        <source>没有找到“{text}”</source>
        <translation>Nothing found for “{text}”</translation>
    </message>
    <message>
        <source>这里还没有人</source>
        <translation>Nobody here yet</translation>
    </message>
    <message>
        <source>按 Ctrl+N 登记一名，或从花名册导入；民情档案里写着党员的，按“核对民情档案”带进来。</source>
        <translation>Press Ctrl+N to enter somebody, or import a list; whom the register calls a member comes in by comparing.</translation>
    </message>
    <message>
        <source>核对了 {count} 人</source>
        <translation>{count} people settled</translation>
    </message>
    <message>
        <source>撤销</source>
        <translation>Undo</translation>
    </message>
    <message>
        <source>正在导出</source>
        <translation>Exporting</translation>
    </message>
    <message>
        <source>导出了 {count} 人</source>
        <translation>{count} people exported</translation>
    </message>
    <message>
        <source>全国党员系统录入表</source>
        <translation>National member system</translation>
    </message>
</context>
<context>
    <name>MergeDialog</name>
    <message>
        <source>并户：并入{name}户</source>
        <translation>Merge into the household of {name}</translation>
    </message>
    <message>
        <source>选中的那一户全部并入本户，那一户销户，户编号不再使用；承包地、宅基地和红黑榜仍记在那一户。</source>
        <translation>Everybody of the chosen household joins this one; the chosen one is closed and its number not used again. Contracted land, homestead and boards stay on file under it.</translation>
    </message>
    <message>
        <source>并户</source>
        <translation>Merge</translation>
    </message>
    <message>
        <source>户主或成员的姓名、拼音、户编号</source>
        <translation>Name or pinyin of the head or a member, household number</translation>
    </message>
    <message>
        <source>住房一起转到本户</source>
        <translation>Dwellings come along</translation>
    </message>
    <message>
        <source>并入的户</source>
        <translation>Joining household</translation>
    </message>
    <message>
        <source>并户后的户主</source>
        <translation>Head afterwards</translation>
    </message>
    <message>
        <source>住房</source>
        <translation>Dwellings</translation>
    </message>
    <message>
        <source>住房 {n} 处</source>
        <translation>dwellings: {n}</translation>
    </message>
    <message>
        <source>宅基地 {n} 处</source>
        <translation>homesteads: {n}</translation>
    </message>
    <message>
        <source>承包合同 {n} 份</source>
        <translation>land contracts: {n}</translation>
    </message>
    <message>
        <source>（无户主）</source>
        <translation>(no head)</translation>
    </message>
    <message>
        <source>{name}户&#x3000;{number}</source>
        <translation>Household of {name} {number}</translation>
    </message>
    <message>
        <source>{name}户销户</source>
        <translation>household of {name} closed</translation>
    </message>
    <message>
        <source>{parts}留在那一户</source>
        <translation>stay there: {parts}</translation>
    </message>
    <message>
        <source>合并：{title}</source>
        <translation>Merge: {title}</translation>
    </message>
    <message>
        <source>找要并入的任务：标题、内容、编号、姓名</source>
        <translation>Find the task to merge into: title, text, number, name</translation>
    </message>
    <message>
        <source>可能是同一件事</source>
        <translation>Likely the same matter</translation>
    </message>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>并入选中的任务</source>
        <translation>Merge into the one chosen</translation>
    </message>
    <message>
        <source>并入以后只办那一件，这一件的反映人也会列入要告知的人。</source>
        <translation>Only the other one goes on; who reported this one is told with it.</translation>
    </message>
    <message>
        <source>找到的任务</source>
        <translation>Tasks found</translation>
    </message>
    <message>
        <source>没有找到相像的任务，请输入标题或编号查找。</source>
        <translation>No task like it was found; please type a title or number.</translation>
    </message>
</context>
<context>
    <name>MinutesPage</name>
    <message>
        <source>不在民情档案里的来宾</source>
        <translation>guests who are not in the register</translation>
    </message>
    <message>
        <source>主持人</source>
        <translation>Chair</translation>
    </message>
    <message>
        <source>记录人</source>
        <translation>Recorder</translation>
    </message>
    <message>
        <source>开始</source>
        <translation>Begins</translation>
    </message>
    <message>
        <source>结束</source>
        <translation>Ends</translation>
    </message>
    <message>
        <source>列席</source>
        <translation>Guests</translation>
    </message>
    <message>
        <source>会议内容</source>
        <translation>What was done</translation>
    </message>
    <message>
        <source>完成会议记录</source>
        <translation>Close the minutes</translation>
    </message>
    <message>
        <source>打印会议记录…</source>
        <translation>Print the minutes…</translation>
    </message>
    <message>
        <source>登记签字…</source>
        <translation>Enter the signature…</translation>
    </message>
    <message>
        <source>重新打开…</source>
        <translation>Open again…</translation>
    </message>
    <message>
        <source>保存会议记录</source>
        <translation>Save the minutes</translation>
    </message>
</context>
<context>
    <name>MissesDialog</name>
    <message>
        <source>未履职情况说明</source>
        <translation>Statement of missed duties</translation>
    </message>
    <message>
        <source>季度</source>
        <translation>Quarter</translation>
    </message>
    <message>
        <source>没有按时办的会议和公开</source>
        <translation>Meetings and disclosures not done in time</translation>
    </message>
    <message>
        <source>填写原因…</source>
        <translation>Give the reason…</translation>
    </message>
    <message>
        <source>打印…</source>
        <translation>Print…</translation>
    </message>
    <message>
        <source>存为工作簿…</source>
        <translation>Save as a workbook…</translation>
    </message>
    <message>
        <source>关闭</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>没有按时办的 {count} 件，其中 {without} 件还没有写原因。只报乡镇，不排名。</source>
        <translation>{count} were not done in time, {without} of them without a reason yet. For the township only, no ranking.</translation>
    </message>
    <message>
        <source>这一季度应当办的都按时办了。</source>
        <translation>Everything owed in this quarter was done in time.</translation>
    </message>
    <message>
        <source>没有办</source>
        <translation>Not done</translation>
    </message>
    <message>
        <source>应当办的事</source>
        <translation>What was owed</translation>
    </message>
    <message>
        <source>期间</source>
        <translation>Period</translation>
    </message>
    <message>
        <source>最后一天</source>
        <translation>Last day</translation>
    </message>
    <message>
        <source>现在</source>
        <translation>Now</translation>
    </message>
    <message>
        <source>原因</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>谁的事</source>
        <translation>Whose</translation>
    </message>
    <message>
        <source>{day} 补办</source>
        <translation>Done on {day}</translation>
    </message>
</context>
<context>
    <name>MobilisationBoard</name>
    <message>
        <source>等应答</source>
        <translation>No answer yet</translation>
    </message>
    <message>
        <source>已应答</source>
        <translation>Answered</translation>
    </message>
    <message>
        <source>已到场</source>
        <translation>On the spot</translation>
    </message>
    <message>
        <source>未接通</source>
        <translation>Not reached</translation>
    </message>
    <message>
        <source>没有消息</source>
        <translation>No word yet</translation>
    </message>
    <message>
        <source>已通知</source>
        <translation>Told</translation>
    </message>
    <message>
        <source>联系不上</source>
        <translation>Not reached</translation>
    </message>
    <message>
        <source>需协助</source>
        <translation>Needs help</translation>
    </message>
    <message>
        <source>已转移</source>
        <translation>Moved</translation>
    </message>
    <message>
        <source>已返回</source>
        <translation>Returned</translation>
    </message>
    <message>
        <source>呼叫人</source>
        <translation>Callers</translation>
    </message>
    <message>
        <source>住户</source>
        <translation>Households</translation>
    </message>
    <message>
        <source>号码或姓名，空格后可写时刻，如 101 3:14</source>
        <translation>Number or name, then a time if it was earlier: 101 3:14</translation>
    </message>
    <message>
        <source>号码或姓名</source>
        <translation>Number or name</translation>
    </message>
    <message>
        <source>几户一起：101,104-107；呼叫人负责的户一起：2*；后面空格写时刻</source>
        <translation>Several at once: 101,104-107; all households of a caller: 2*; a space and the time behind it</translation>
    </message>
    <message>
        <source>【演练】</source>
        <translation>[DRILL] </translation>
    </message>
    <message>
        <source>{n} 人</source>
        <translation>{n} people</translation>
    </message>
    <message>
        <source>这几个都已经登记过了</source>
        <translation>All of these were marked already</translation>
    </message>
    <message>
        <source>&amp;0&#x3000;还不清楚</source>
        <translation>&amp;0  Not known yet</translation>
    </message>
    <message>
        <source>号</source>
        <translation>No.</translation>
    </message>
    <message>
        <source>应答</source>
        <translation>Answer</translation>
    </message>
    <message>
        <source>时刻</source>
        <translation>Time</translation>
    </message>
    <message>
        <source>还没有登记第一批人到场（呼叫人 F7）</source>
        <translation>Nobody is noted as on the spot yet (F7 of a caller)</translation>
    </message>
    <message>
        <source>已解除</source>
        <translation>All clear</translation>
    </message>
    <message>
        <source>{number} {head}户&#x3000;{people} 人&#x3000;{phone}&#x3000;{help}</source>
        <translation>{number} {head}&apos;s household&#x3000;{people} people&#x3000;{phone}&#x3000;{help}</translation>
    </message>
    <message>
        <source>电话</source>
        <translation>Telephone</translation>
    </message>
    <message>
        <source>职责</source>
        <translation>Role</translation>
    </message>
    <message>
        <source>由谁呼叫</source>
        <translation>Called by</translation>
    </message>
    <message>
        <source>户主</source>
        <translation>Head</translation>
    </message>
    <message>
        <source>人</source>
        <translation>People</translation>
    </message>
    <message>
        <source>情况</source>
        <translation>State</translation>
    </message>
    <message>
        <source>要协助</source>
        <translation>Help</translation>
    </message>
    <message>
        <source>住址</source>
        <translation>Address</translation>
    </message>
    <message>
        <source>回车 应答、通知</source>
        <translation>Enter: answered, told</translation>
    </message>
    <message>
        <source>F6 联系不上</source>
        <translation>F6 not reached</translation>
    </message>
    <message>
        <source>F7 转移、到场</source>
        <translation>F7 moved, on the spot</translation>
    </message>
    <message>
        <source>F8 需协助</source>
        <translation>F8 needs help</translation>
    </message>
    <message>
        <source>F9 撤销上一条</source>
        <translation>F9 take back</translation>
    </message>
    <message>
        <source>F10 已返回</source>
        <translation>F10 returned</translation>
    </message>
    <message>
        <source>&#x3000;用时 {time}</source>
        <translation>&#x3000;took {time}</translation>
    </message>
    <message>
        <source>全村</source>
        <translation>Whole village</translation>
    </message>
    <message>
        <source>上级已经解除，请核对后解除</source>
        <translation>Called off from above; please check and give the all-clear</translation>
    </message>
    <message>
        <source>村值班</source>
        <translation>Office</translation>
    </message>
    <message>
        <source>{n} 分钟应答</source>
        <translation>Answers at {n} min</translation>
    </message>
    <message>
        <source>{n} 户</source>
        <translation>{n} hh.</translation>
    </message>
    <message>
        <source>没有这个号码或姓名</source>
        <translation>No such number or name</translation>
    </message>
    <message>
        <source>{n} 个一起：{names}&#x3000;没有消息 {waiting}</source>
        <translation>{n} together: {names}&#x3000;no news of {waiting}</translation>
    </message>
    <message>
        <source>已登记：{who}&#x3000;{what}</source>
        <translation>Noted: {who}&#x3000;{what}</translation>
    </message>
    <message>
        <source>{who} 到了哪里？</source>
        <translation>Where did {who} go?</translation>
    </message>
    <message>
        <source>{number}&#x3000;{name}&#x3000;已到 {people} 人</source>
        <translation>{number}  {name}, {people} people so far</translation>
    </message>
    <message>
        <source>&#x3000;负责 {n} 户（{number}* 一起登记）</source>
        <translation>&#x3000;calls {n} households ({number}* marks them all)</translation>
    </message>
    <message>
        <source>{n} 分钟，当时 {known}</source>
        <translation>{n} min; known then: {known}</translation>
    </message>
    <message>
        <source>没有找到：{names}</source>
        <translation>Not found: {names}</translation>
    </message>
    <message>
        <source>联系不上：{names}</source>
        <translation>Not reached: {names}</translation>
    </message>
    <message>
        <source>还有 {n} 人没着落</source>
        <translation>{n} people unaccounted for</translation>
    </message>
    <message>
        <source>第 {n} 轮清点少 {short} 人</source>
        <translation>Count {n} is short by {short}</translation>
    </message>
    <message>
        <source>初报要在 {due} 以前上报</source>
        <translation>First report due by {due}</translation>
    </message>
    <message>
        <source>已撤销：{name}</source>
        <translation>Taken back: {name}</translation>
    </message>
    <message>
        <source>{n} 个</source>
        <translation>{n} together</translation>
    </message>
    <message>
        <source>{n} 分钟，已定</source>
        <translation>{n} min, final</translation>
    </message>
    <message>
        <source>第 {n} 轮清点到时间了</source>
        <translation>Counting round {n} is due</translation>
    </message>
</context>
<context>
    <name>MobilisationScreen</name>
    <message>
        <source>动员</source>
        <translation>Mobilisations</translation>
    </message>
    <message>
        <source>灾情报告</source>
        <translation>Disaster reports</translation>
    </message>
    <message>
        <source>避灾点</source>
        <translation>Shelters</translation>
    </message>
    <message>
        <source>呼叫人</source>
        <translation>Callers</translation>
    </message>
    <message>
        <source>应急动员</source>
        <translation>Emergency</translation>
    </message>
    <message>
        <source>发起应急动员</source>
        <translation>Start a mobilisation</translation>
    </message>
    <message>
        <source>打印呼叫树和上门清单</source>
        <translation>Print call tree and door lists</translation>
    </message>
    <message>
        <source>写灾情报告</source>
        <translation>Write a disaster report</translation>
    </message>
    <message>
        <source>登记避灾点</source>
        <translation>Enter a shelter</translation>
    </message>
</context>
<context>
    <name>MobilisationsPage</name>
    <message>
        <source>进行中</source>
        <translation>Running</translation>
    </message>
    <message>
        <source>已解除</source>
        <translation>All clear</translation>
    </message>
    <message>
        <source>发起动员…</source>
        <translation>Start…</translation>
    </message>
    <message>
        <source>应急动员</source>
        <translation>Emergency</translation>
    </message>
    <message>
        <source>没有动员过</source>
        <translation>No mobilisation yet</translation>
    </message>
    <message>
        <source>按 Ctrl+N 发起；一键打印呼叫树和上门清单。平时先做演练。</source>
        <translation>Ctrl+N starts one; call tree and door lists are printed with one click. Hold a drill first.</translation>
    </message>
    <message>
        <source>清点人数</source>
        <translation>Count heads</translation>
    </message>
    <message>
        <source>登记</source>
        <translation>Enter</translation>
    </message>
    <message>
        <source>第几轮</source>
        <translation>Round</translation>
    </message>
    <message>
        <source>时刻</source>
        <translation>Time</translation>
    </message>
    <message>
        <source>没有找到、已找到的人</source>
        <translation>People not found, or found</translation>
    </message>
    <message>
        <source>谁</source>
        <translation>Who</translation>
    </message>
    <message>
        <source>情况</source>
        <translation>State</translation>
    </message>
    <message>
        <source>最后在哪里、谁见过</source>
        <translation>Last seen where and by whom</translation>
    </message>
    <message>
        <source>解除</source>
        <translation>All-clear</translation>
    </message>
    <message>
        <source>解除以后，转移的人才可以回家。</source>
        <translation>Only then may those who were moved go home.</translation>
    </message>
    <message>
        <source>谁下的解除令</source>
        <translation>Given by</translation>
    </message>
    <message>
        <source>说明</source>
        <translation>Remark</translation>
    </message>
    <message>
        <source>撤销这次动员？</source>
        <translation>Take this mobilisation out?</translation>
    </message>
    <message>
        <source>还没有任何登记；撤销后可以用 Ctrl+Z 恢复。</source>
        <translation>Nothing was entered yet; Ctrl+Z brings it back.</translation>
    </message>
    <message>
        <source>撤销动员</source>
        <translation>Take out</translation>
    </message>
    <message>
        <source>发起应急动员</source>
        <translation>Start a mobilisation</translation>
    </message>
    <message>
        <source>发起并打印</source>
        <translation>Start and print</translation>
    </message>
    <message>
        <source>灾种</source>
        <translation>Disaster</translation>
    </message>
    <message>
        <source>级别</source>
        <translation>Level</translation>
    </message>
    <message>
        <source>命令</source>
        <translation>Order</translation>
    </message>
    <message>
        <source>谁下的命令</source>
        <translation>Given by</translation>
    </message>
    <message>
        <source>小组</source>
        <translation>Groups</translation>
    </message>
    <message>
        <source>开始时刻</source>
        <translation>Started at</translation>
    </message>
    <message>
        <source>几点前完成</source>
        <translation>To be done by</translation>
    </message>
    <message>
        <source>性质</source>
        <translation>Kind</translation>
    </message>
    <message>
        <source>今天不在、不能呼叫的人</source>
        <translation>People who can&apos;t call today</translation>
    </message>
    <message>
        <source>开始</source>
        <translation>Began</translation>
    </message>
    <message>
        <source>灾种和级别</source>
        <translation>Disaster and level</translation>
    </message>
    <message>
        <source>状态</source>
        <translation>State</translation>
    </message>
    <message>
        <source>15 分钟应答</source>
        <translation>Answers at 15 min</translation>
    </message>
    <message>
        <source>没有选中动员</source>
        <translation>No mobilisation chosen</translation>
    </message>
    <message>
        <source>打开</source>
        <translation>Open</translation>
    </message>
    <message>
        <source>呼叫树和上门清单…</source>
        <translation>Call tree and door lists…</translation>
    </message>
    <message>
        <source>时间线…</source>
        <translation>Timeline…</translation>
    </message>
    <message>
        <source>小结…</source>
        <translation>Summary…</translation>
    </message>
    <message>
        <source>呼叫树和上门清单</source>
        <translation>Call tree and door lists</translation>
    </message>
    <message>
        <source>电话印全号，停电断网时照样能用；打印记入日志，用完收回。</source>
        <translation>Numbers are printed in full, to work without power or network; the print is logged. Collect the sheets afterwards.</translation>
    </message>
    <message>
        <source>还没有登记避灾点。</source>
        <translation>No shelter was entered yet.</translation>
    </message>
    <message>
        <source>空着就是现在</source>
        <translation>Empty means now</translation>
    </message>
    <message>
        <source>没有找到</source>
        <translation>Not found</translation>
    </message>
    <message>
        <source>已找到</source>
        <translation>Found</translation>
    </message>
    <message>
        <source>打印清单…</source>
        <translation>Print lists…</translation>
    </message>
    <message>
        <source>隐患点</source>
        <translation>Hazard sites</translation>
    </message>
    <message>
        <source>空着就是现在；补录写 3:10</source>
        <translation>Empty means now; afterwards write 3:10</translation>
    </message>
    <message>
        <source>每个避灾点实际在场的人数；不在用的空着，还没报来的以后再补。</source>
        <translation>People really present in each shelter; leave those not in use empty, and add later what has not come in yet.</translation>
    </message>
    <message>
        <source>都不选就是全村。</source>
        <translation>Nothing ticked means the whole village.</translation>
    </message>
    <message>
        <source>{where}：{households} 户 {people} 人，{helped} 户要人协助，呼叫人 {callers} 个。</source>
        <translation>{where}: {households} households, {people} people, {helped} households need help, {callers} callers.</translation>
    </message>
    <message>
        <source>转移</source>
        <translation>Moved</translation>
    </message>
    <message>
        <source>返回</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>选中的范围</source>
        <translation>The area ticked</translation>
    </message>
    <message>
        <source>都不选就是全村</source>
        <translation>Nothing ticked: the whole village</translation>
    </message>
    <message>
        <source>{n} 户没有人呼叫，要直接上门。</source>
        <translation> {n} households have no caller and must be visited.</translation>
    </message>
    <message>
        <source>演练</source>
        <translation>Drill</translation>
    </message>
    <message>
        <source>实战</source>
        <translation>Real</translation>
    </message>
    <message>
        <source>全部</source>
        <translation>All</translation>
    </message>
    <message>
        <source>{at} 由 {by} 解除</source>
        <translation>All-clear {at} by {by}</translation>
    </message>
    <message>
        <source>这是演练，不计入实战。</source>
        <translation>This is a drill and counts apart.</translation>
    </message>
    <message>
        <source>找不到的人…</source>
        <translation>People not found…</translation>
    </message>
    <message>
        <source>灾情报告…</source>
        <translation>Disaster report…</translation>
    </message>
    <message>
        <source>另有 {n} 人登记了转移，没有写去了哪里。</source>
        <translation> {n} more are marked as moved without saying where.</translation>
    </message>
    <message>
        <source>登记应有 {n} 人</source>
        <translation>{n} by the entries</translation>
    </message>
    <message>
        <source>{issuer} {number}：{text}</source>
        <translation>{issuer} {number}: {text}</translation>
    </message>
    <message>
        <source>收到动员令，还没有发起：{orders}</source>
        <translation>Orders not started yet: {orders}</translation>
    </message>
    <message>
        <source>编号 {number}</source>
        <translation>Number {number}</translation>
    </message>
    <message>
        <source>{all} 户 {people} 人；已通知 {told}，已转移 {moved}，联系不上 {lost}，没登记 {waiting}</source>
        <translation>{all} households, {people} people; told {told}, moved {moved}, not reached {lost}, no word {waiting}</translation>
    </message>
    <message>
        <source>应急动员时间线</source>
        <translation>Timeline</translation>
    </message>
    <message>
        <source>按真实时刻排列，补录的写明登记时刻。</source>
        <translation>By true times; what was entered later says when.</translation>
    </message>
    <message>
        <source>应急动员小结</source>
        <translation>Summary</translation>
    </message>
    <message>
        <source>一页，报乡镇用。</source>
        <translation>One page for the township.</translation>
    </message>
    <message>
        <source>清点…</source>
        <translation>Count…</translation>
    </message>
    <message>
        <source>解除…</source>
        <translation>All-clear…</translation>
    </message>
    <message>
        <source>误发撤销</source>
        <translation>Started by mistake</translation>
    </message>
    <message>
        <source>还有 {n} 户没有着落或等人协助。</source>
        <translation> {n} households are unaccounted for or wait for help.</translation>
    </message>
    <message>
        <source>还没有找到：{names}。</source>
        <translation> Not found yet: {names}.</translation>
    </message>
    <message>
        <source>按 {number} 发起</source>
        <translation>Start order {number}</translation>
    </message>
</context>
<context>
    <name>NationalDialog</name>
    <message>
        <source>全国党员系统录入</source>
        <translation>Entry into the national member system</translation>
    </message>
    <message>
        <source>党员</source>
        <translation>Members</translation>
    </message>
    <message>
        <source>各项</source>
        <translation>Fields</translation>
    </message>
    <message>
        <source>复制这一项，到下一项</source>
        <translation>Copy and go on</translation>
    </message>
    <message>
        <source>导出工作簿…</source>
        <translation>Export workbook…</translation>
    </message>
    <message>
        <source>关闭</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>各项按全国党员管理信息系统录入的次序排列。点一项就复制，再到那边粘贴。</source>
        <translation>Fields stand in the order of the national member system. A click copies one, to be pasted there.</translation>
    </message>
    <message>
        <source>名册里还没有人</source>
        <translation>Nobody is on the record yet</translation>
    </message>
    <message>
        <source>已复制“{label}”</source>
        <translation>Copied: {label}</translation>
    </message>
    <message>
        <source>“{label}”没有填</source>
        <translation>{label} is not filled in</translation>
    </message>
</context>
<context>
    <name>Navigation</name>
    <message>
        <source>收起文字</source>
        <translation>Icons only</translation>
    </message>
    <message>
        <source>展开文字</source>
        <translation>Show names</translation>
    </message>
</context>
<context>
    <name>NeedsPage</name>
    <message>
        <source>按人</source>
        <translation>By person</translation>
    </message>
    <message>
        <source>按内容</source>
        <translation>By item</translation>
    </message>
    <message>
        <source>还要学习的人</source>
        <translation>People who still have to study</translation>
    </message>
    <message>
        <source>还有人没学的内容</source>
        <translation>Items that somebody lacks</translation>
    </message>
    <message>
        <source>分析了 {n} 人：党员、积极分子、干部、代表和网格员</source>
        <translation>{n} people considered: members, activists, officials, representatives, grid workers</translation>
    </message>
    <message>
        <source>该学的都学了</source>
        <translation>All is studied</translation>
    </message>
    <message>
        <source>发布必学内容，或有人缺席集中学习以后，这里会列出来。</source>
        <translation>What is lacking appears here once something is required or a session was missed.</translation>
    </message>
    <message>
        <source>打开档案</source>
        <translation>Open card</translation>
    </message>
    <message>
        <source>安排集中学习…</source>
        <translation>Plan a session…</translation>
    </message>
    <message>
        <source>{n} 人还没学</source>
        <translation>{n} people lack it</translation>
    </message>
    <message>
        <source>登记已学…</source>
        <translation>Note as studied…</translation>
    </message>
    <message>
        <source>看内容</source>
        <translation>Read it</translation>
    </message>
    <message>
        <source>发布这个主题的内容…</source>
        <translation>Publish on this topic…</translation>
    </message>
</context>
<context>
    <name>NewPassword</name>
    <message>
        <source>新密码</source>
        <translation>New password</translation>
    </message>
    <message>
        <source>再输一次</source>
        <translation>Once more</translation>
    </message>
    <message>
        <source>两次输入的密码不一样。</source>
        <translation>The two passwords differ.</translation>
    </message>
    <message>
        <source>可以用。再长一点更好，例如三四个词连在一起。</source>
        <translation>Good enough. Longer is better, such as three or four words together.</translation>
    </message>
    <message>
        <source>很好，又长又难猜。</source>
        <translation>Very good, long and hard to guess.</translation>
    </message>
</context>
<context>
    <name>NoticeLife</name>
    <message>
        <source>张贴已登记。</source>
        <translation>The posting is written down.</translation>
    </message>
    <message>
        <source>取下已登记。</source>
        <translation>The taking down is written down.</translation>
    </message>
    <message>
        <source>审定已登记。</source>
        <translation>The decision is written down.</translation>
    </message>
    <message>
        <source>上级意见已登记，可以发布了。</source>
        <translation>The township&apos;s reply is written down; the notice can be issued.</translation>
    </message>
    <message>
        <source>异议已登记，请按期答复。</source>
        <translation>The objection is written down; please answer in time.</translation>
    </message>
    <message>
        <source>答复已登记。</source>
        <translation>The answer is written down.</translation>
    </message>
    <message>
        <source>处理结果已登记。</source>
        <translation>How it ended is written down.</translation>
    </message>
    <message>
        <source>村“两委”联席会议</source>
        <translation>the joint meeting of branch and villagers committee</translation>
    </message>
    <message>
        <source>支部委员会会议</source>
        <translation>the branch committee</translation>
    </message>
    <message>
        <source>村民会议或者村民代表会议</source>
        <translation>the assembly of villagers or of their representatives</translation>
    </message>
</context>
<context>
    <name>NoticeSteps</name>
    <message>
        <source>登记张贴</source>
        <translation>Enter posting</translation>
    </message>
    <message>
        <source>登记</source>
        <translation>Enter</translation>
    </message>
    <message>
        <source>登记取下</source>
        <translation>Enter taking down</translation>
    </message>
    <message>
        <source>登记审定</source>
        <translation>Enter decision</translation>
    </message>
    <message>
        <source>登记上级意见</source>
        <translation>Enter township&apos;s reply</translation>
    </message>
    <message>
        <source>这一项由乡镇（街道）或县级审核，同意后才能发布。</source>
        <translation>This item is examined by the township or the county; it can be issued only after they agree.</translation>
    </message>
    <message>
        <source>登记异议</source>
        <translation>Enter objection</translation>
    </message>
    <message>
        <source>提出人的姓名不会印在任何公开表上。不愿留名的，姓名空着。</source>
        <translation>The name never stands on any sheet. Leave it empty for those who do not want to give it.</translation>
    </message>
    <message>
        <source>答复异议</source>
        <translation>Answer objection</translation>
    </message>
    <message>
        <source>登记答复</source>
        <translation>Enter answer</translation>
    </message>
    <message>
        <source>异议处理结果</source>
        <translation>How the objection ended</translation>
    </message>
    <message>
        <source>由{body}审定。同意后才能往下走；不同意的，请退回。</source>
        <translation>Decided by {body}. The notice goes on only when they agree; if they do not, return it.</translation>
    </message>
</context>
<context>
    <name>ObjectionDialog</name>
    <message>
        <source>提出人</source>
        <translation>Brought by</translation>
    </message>
    <message>
        <source>不在档案里的，直接写姓名</source>
        <translation>Type the name of people who are not in the register</translation>
    </message>
    <message>
        <source>怎么提出的</source>
        <translation>How it came</translation>
    </message>
    <message>
        <source>收到日期</source>
        <translation>Received on</translation>
    </message>
    <message>
        <source>异议内容</source>
        <translation>What it says</translation>
    </message>
</context>
<context>
    <name>ObjectionsPanel</name>
    <message>
        <source>登记异议…</source>
        <translation>Enter objection…</translation>
    </message>
    <message>
        <source>没有人提出异议。</source>
        <translation>Nobody has objected.</translation>
    </message>
    <message>
        <source>您的岗位不能查看异议。</source>
        <translation>Your post may not read objections.</translation>
    </message>
    <message>
        <source>匿名</source>
        <translation>Anonymous</translation>
    </message>
    <message>
        <source>{day} {channel}提出</source>
        <translation>Brought forward on {day}, {channel}</translation>
    </message>
    <message>
        <source>{day} {who} 答复：{answer}</source>
        <translation>Answered on {day} by {who}: {answer}</translation>
    </message>
    <message>
        <source>不满意，{step}</source>
        <translation>Not content: {step}</translation>
    </message>
    <message>
        <source>登记是否满意…</source>
        <translation>Enter whether content…</translation>
    </message>
    <message>
        <source>答复…</source>
        <translation>Answer…</translation>
    </message>
    <message>
        <source>{day} 办结</source>
        <translation>Settled on {day}</translation>
    </message>
    <message>
        <source>已答复，等提出人表态</source>
        <translation>Answered, waiting to hear whether content</translation>
    </message>
    <message>
        <source>应在 {day} 前答复，已过 {days} 天</source>
        <translation>Answer was due by {day}, {days} days late</translation>
    </message>
    <message>
        <source>{day} 前答复，还有 {days} 天</source>
        <translation>Answer due by {day}, {days} days left</translation>
    </message>
</context>
<context>
    <name>ObligationCalendar</name>
    <message>
        <source>要开的</source>
        <translation>To hold</translation>
    </message>
    <message>
        <source>快到期</source>
        <translation>Due soon</translation>
    </message>
    <message>
        <source>没有开</source>
        <translation>Not held</translation>
    </message>
    <message>
        <source>还没到</source>
        <translation>Not yet</translation>
    </message>
    <message>
        <source>已开</source>
        <translation>Held</translation>
    </message>
    <message>
        <source>全部</source>
        <translation>All</translation>
    </message>
    <message>
        <source>应开的会</source>
        <translation>Meeting owed</translation>
    </message>
    <message>
        <source>最后一天</source>
        <translation>Last day</translation>
    </message>
    <message>
        <source>状态</source>
        <translation>State</translation>
    </message>
    <message>
        <source>期间</source>
        <translation>Period</translation>
    </message>
    <message>
        <source>谁开</source>
        <translation>By whom</translation>
    </message>
    <message>
        <source>已安排{month}月{day}日</source>
        <translation>Planned {month}/{day}</translation>
    </message>
    <message>
        <source>{state}（{done}/{times}）</source>
        <translation>{state} ({done}/{times})</translation>
    </message>
</context>
<context>
    <name>ObligationDialogs</name>
    <message>
        <source>村监会</source>
        <translation>the supervision committee</translation>
    </message>
    <message>
        <source>答复以后由{issuer}核验。证明材料在右边“整改的证明材料”里添加。</source>
        <translation>{issuer} verifies the answer. Evidence is added on the right under “Evidence”.</translation>
    </message>
</context>
<context>
    <name>ObligationWords</name>
    <message>
        <source>{period}还差 {count} 次{title}</source>
        <translation>{period}: {count} more needed – {title}</translation>
    </message>
    <message>
        <source>今天是最后一天</source>
        <translation>Today is the last day</translation>
    </message>
    <message>
        <source>今天到期</source>
        <translation>due today</translation>
    </message>
    <message>
        <source>还没到</source>
        <translation>Not yet</translation>
    </message>
    <message>
        <source>该开了</source>
        <translation>To be held</translation>
    </message>
    <message>
        <source>快到期</source>
        <translation>Due soon</translation>
    </message>
    <message>
        <source>已开</source>
        <translation>Held</translation>
    </message>
    <message>
        <source>过后补开</source>
        <translation>Held late</translation>
    </message>
    <message>
        <source>没有开</source>
        <translation>Not held</translation>
    </message>
    <message>
        <source>{year}年农历{month}</source>
        <translation>{year}, lunar month {month}</translation>
    </message>
    <message>
        <source>每月</source>
        <translation>monthly</translation>
    </message>
    <message>
        <source>每季度</source>
        <translation>quarterly</translation>
    </message>
    <message>
        <source>每半年</source>
        <translation>half-yearly</translation>
    </message>
    <message>
        <source>每年</source>
        <translation>yearly</translation>
    </message>
    <message>
        <source>{each} {times} 次</source>
        <translation>{each}, {times} times</translation>
    </message>
    <message>
        <source>新来的</source>
        <translation>New</translation>
    </message>
    <message>
        <source>正在整改</source>
        <translation>In hand</translation>
    </message>
    <message>
        <source>已答复，等核验</source>
        <translation>Answered, to be verified</translation>
    </message>
    <message>
        <source>被退回</source>
        <translation>Sent back</translation>
    </message>
    <message>
        <source>已核验</source>
        <translation>Verified</translation>
    </message>
    <message>
        <source>已收回</source>
        <translation>Withdrawn</translation>
    </message>
    <message>
        <source>红榜村</source>
        <translation>Red list</translation>
    </message>
    <message>
        <source>黄：还有没按时办的</source>
        <translation>Amber: something was not done in time</translation>
    </message>
    <message>
        <source>黑榜村</source>
        <translation>Black list</translation>
    </message>
    <message>
        <source>还没有到期的事</source>
        <translation>Nothing has fallen due yet</translation>
    </message>
    <message>
        <source>过了 {days} 天</source>
        <translation>{days} days past</translation>
    </message>
    <message>
        <source>还有 {days} 天</source>
        <translation>{days} days left</translation>
    </message>
    <message>
        <source>{day}（农历{lunar}）</source>
        <translation>{day} (lunar {lunar})</translation>
    </message>
    <message>
        <source>{day}，那天放假</source>
        <translation>{day}, a holiday</translation>
    </message>
    <message>
        <source>{day}，那天调休上班</source>
        <translation>{day}, a moved working day</translation>
    </message>
    <message>
        <source>逾期 {days} 天</source>
        <translation>{days} days late</translation>
    </message>
    <message>
        <source>本月</source>
        <translation>This month</translation>
    </message>
    <message>
        <source>本季度</source>
        <translation>This quarter</translation>
    </message>
    <message>
        <source>本半年</source>
        <translation>This half year</translation>
    </message>
    <message>
        <source>今年</source>
        <translation>This year</translation>
    </message>
</context>
<context>
    <name>ObligationsPresenter</name>
    <message>
        <source>报乡镇用，只列没有按时办的和原因，不排名。打印会记入日志。</source>
        <translation>For the township: only what was not done in time, with reasons, no ranking. Printing is logged.</translation>
    </message>
    <message>
        <source>删除这条自查问题？</source>
        <translation>Delete this finding?</translation>
    </message>
    <message>
        <source>删除</source>
        <translation>Delete</translation>
    </message>
    <message>
        <source>报乡镇用的一页，不排名、不张贴。打印会记入日志。</source>
        <translation>One page for the township, not ranked, not posted. Printing is logged.</translation>
    </message>
    <message>
        <source>存为工作簿</source>
        <translation>Save as a workbook</translation>
    </message>
    <message>
        <source>还没有登记党支部，先按“备份与设置”里的党支部情况算；在“党建”里登记以后按支部、党小组分别算。</source>
        <translation>No branch is on record; what the settings say stands for it. Once branches are entered, each branch and group is reckoned by itself.</translation>
    </message>
    <message>
        <source>看会议</source>
        <translation>See the meeting</translation>
    </message>
    <message>
        <source>{holder}&#x3000;{period}</source>
        <translation>{holder}&#x3000;{period}</translation>
    </message>
    <message>
        <source>没有按时开的原因：{title}</source>
        <translation>Why it was not held in time: {title}</translation>
    </message>
    <message>
        <source>正在写工作簿</source>
        <translation>Writing the workbook</translation>
    </message>
    <message>
        <source>没有按时公开的原因：{title}</source>
        <translation>Why it was not disclosed in time: {title}</translation>
    </message>
    <message>
        <source>未履职情况说明（{period}）</source>
        <translation>Statement of missed duties ({period})</translation>
    </message>
    <message>
        <source>未履职情况说明{period}.xlsx</source>
        <translation>Missed duties {period}.xlsx</translation>
    </message>
    <message>
        <source>履职评分表（{period}）</source>
        <translation>Score sheet ({period})</translation>
    </message>
    <message>
        <source>履职评分表{period}.xlsx</source>
        <translation>Score {period}.xlsx</translation>
    </message>
    <message>
        <source>程序里还没有 {years} 年的放假调休安排，固定日是不是放假以通知为准。</source>
        <translation>The holiday order of {years} is not in the program yet; whether a fixed day is a holiday follows the notice.</translation>
    </message>
    <message>
        <source>已安排：{title}</source>
        <translation>Planned: {title}</translation>
    </message>
    <message>
        <source>已写好，{count} 行。</source>
        <translation>Written, {count} rows.</translation>
    </message>
</context>
<context>
    <name>ObligationsScreen</name>
    <message>
        <source>履职日历</source>
        <translation>Calendar</translation>
    </message>
    <message>
        <source>整改</source>
        <translation>Mending</translation>
    </message>
    <message>
        <source>村级评分</source>
        <translation>Village score</translation>
    </message>
    <message>
        <source>季度</source>
        <translation>Quarter</translation>
    </message>
    <message>
        <source>登记自查问题</source>
        <translation>Enter a finding</translation>
    </message>
    <message>
        <source>未履职说明…</source>
        <translation>Missed duties…</translation>
    </message>
    <message>
        <source>报表</source>
        <translation>Papers</translation>
    </message>
    <message>
        <source>打印…</source>
        <translation>Print…</translation>
    </message>
    <message>
        <source>存为工作簿…</source>
        <translation>Save as a workbook…</translation>
    </message>
    <message>
        <source>履职</source>
        <translation>Obligations</translation>
    </message>
    <message>
        <source>未履职情况说明</source>
        <translation>Statement of missed duties</translation>
    </message>
    <message>
        <source>打印履职评分表</source>
        <translation>Print the score sheet</translation>
    </message>
</context>
<context>
    <name>OfficeFlow</name>
    <message>
        <source>数据文件夹</source>
        <translation>Data folder</translation>
    </message>
    <message>
        <source>村情通备份 (*.cqb)</source>
        <translation>Cunqingtong backup (*.cqb)</translation>
    </message>
    <message>
        <source>选择备份</source>
        <translation>Choose backup</translation>
    </message>
    <message>
        <source>恢复到哪个空文件夹？</source>
        <translation>Restore into which empty folder?</translation>
    </message>
    <message>
        <source>正在恢复…</source>
        <translation>Restoring…</translation>
    </message>
    <message>
        <source>{village} · 村情通 · {folder}</source>
        <translation>{village} · Cunqingtong · {folder}</translation>
    </message>
    <message>
        <source>{village} · 村情通</source>
        <translation>{village} · Cunqingtong</translation>
    </message>
    <message>
        <source>换回备份</source>
        <translation>Going back to a backup</translation>
    </message>
    <message>
        <source>正在换回…</source>
        <translation>Putting the backup in place…</translation>
    </message>
    <message>
        <source>已换回所选的备份。换下来的档案留在数据文件夹里，没有删除。</source>
        <translation>The chosen backup is in place. The files it replaced are kept in the data folder, nothing was deleted.</translation>
    </message>
    <message>
        <source>正在备份…</source>
        <translation>Backing up…</translation>
    </message>
</context>
<context>
    <name>OfficeSection</name>
    <message>
        <source>党支部设有支委会（正式党员 7 人以上）</source>
        <translation>The branch has a committee (7 or more full members)</translation>
    </message>
    <message>
        <source>别的电脑的附件原件也自动下载</source>
        <translation>Download originals of other PCs without being asked</translation>
    </message>
    <message>
        <source>照片里保留拍摄位置</source>
        <translation>Keep the position at which photos were taken</translation>
    </message>
    <message>
        <source>跟随系统</source>
        <translation>As the system</translation>
    </message>
    <message>
        <source>浅色</source>
        <translation>Light</translation>
    </message>
    <message>
        <source>深色</source>
        <translation>Dark</translation>
    </message>
    <message>
        <source>高对比</source>
        <translation>High contrast</translation>
    </message>
    <message>
        <source>这台电脑的显示</source>
        <translation>Display on this PC</translation>
    </message>
    <message>
        <source>颜色</source>
        <translation>Colours</translation>
    </message>
    <message>
        <source>字号</source>
        <translation>Text size</translation>
    </message>
    <message>
        <source>语言</source>
        <translation>Language</translation>
    </message>
    <message>
        <source>锁定和备份</source>
        <translation>Locking and backup</translation>
    </message>
    <message>
        <source>几分钟不动自动锁定</source>
        <translation>Lock after how many idle minutes</translation>
    </message>
    <message>
        <source>0 表示不自动锁定</source>
        <translation>0 means never</translation>
    </message>
    <message>
        <source>隔几分钟自动备份</source>
        <translation>Back up every how many minutes</translation>
    </message>
    <message>
        <source>附件</source>
        <translation>Attachments</translation>
    </message>
    <message>
        <source>一个附件最多几 MB</source>
        <translation>Most MB of one attachment</translation>
    </message>
    <message>
        <source>全部附件最多几 MB</source>
        <translation>Most MB of all attachments</translation>
    </message>
    <message>
        <source>印在公开表上的</source>
        <translation>Printed on notices</translation>
    </message>
    <message>
        <source>村办公电话</source>
        <translation>Village office phone</translation>
    </message>
    <message>
        <source>村监会电话</source>
        <translation>Supervision committee phone</translation>
    </message>
    <message>
        <source>乡镇监督电话</source>
        <translation>Township supervision phone</translation>
    </message>
    <message>
        <source>县民政电话</source>
        <translation>County civil affairs phone</translation>
    </message>
    <message>
        <source>几处用顿号隔开</source>
        <translation>Several with 、 between</translation>
    </message>
    <message>
        <source>公开地点</source>
        <translation>Place of posting</translation>
    </message>
    <message>
        <source>党内公开的地点</source>
        <translation>Places for the branch</translation>
    </message>
    <message>
        <source>村民核对公开表的网址</source>
        <translation>Where villagers check notices</translation>
    </message>
    <message>
        <source>印在方块码里，以 https:// 开头；空着就用县平台的地址</source>
        <translation>Printed in the square code, begins with https://; empty takes the address of the county</translation>
    </message>
    <message>
        <source>0 表示按现行规定的天数</source>
        <translation>0 means the number of days the rules say</translation>
    </message>
    <message>
        <source>公开几天</source>
        <translation>Days of disclosure</translation>
    </message>
    <message>
        <source>公示（可提异议）几天</source>
        <translation>Days of notice (objections possible)</translation>
    </message>
    <message>
        <source>凭证查阅时间</source>
        <translation>Hours for viewing vouchers</translation>
    </message>
    <message>
        <source>集体经济组织全称</source>
        <translation>Full name of the collective</translation>
    </message>
    <message>
        <source>空着就用“××村股份经济合作社”</source>
        <translation>Empty means “×× village shareholding cooperative”</translation>
    </message>
    <message>
        <source>党组织全称</source>
        <translation>Full name of the party organisation</translation>
    </message>
    <message>
        <source>空着就用“××村党支部”</source>
        <translation>Empty means “×× village party branch”</translation>
    </message>
    <message>
        <source>党支部</source>
        <translation>Party branch</translation>
    </message>
    <message>
        <source>党小组个数</source>
        <translation>Number of party groups</translation>
    </message>
    <message>
        <source>保存</source>
        <translation>Save</translation>
    </message>
</context>
<context>
    <name>OpeningPage</name>
    <message>
        <source>村情通</source>
        <translation>Cunqingtong</translation>
    </message>
</context>
<context>
    <name>OperationDialog</name>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>保存以后</source>
        <translation>Once stored</translation>
    </message>
    <message>
        <source>变更日期</source>
        <translation>Date of change</translation>
    </message>
    <message>
        <source>原因</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>与户主关系推算不出：{names}。</source>
        <translation>Relation to the head not known: {names}.</translation>
    </message>
    <message>
        <source>{age} 岁</source>
        <translation>{age} years</translation>
    </message>
    <message>
        <source>，</source>
        <translation>, </translation>
    </message>
    <message>
        <source>{name}（{facts}）</source>
        <translation>{name} ({facts})</translation>
    </message>
</context>
<context>
    <name>OriginalsPage</name>
    <message>
        <source>便民服务点</source>
        <translation>the service point</translation>
    </message>
    <message>
        <source>没有退还的原件</source>
        <translation>Originals not given back</translation>
    </message>
    <message>
        <source>原件</source>
        <translation>Originals</translation>
    </message>
    <message>
        <source>谁的</source>
        <translation>Whose</translation>
    </message>
    <message>
        <source>留了几天</source>
        <translation>Days here</translation>
    </message>
    <message>
        <source>在哪里</source>
        <translation>Where</translation>
    </message>
    <message>
        <source>事项</source>
        <translation>Matter</translation>
    </message>
    <message>
        <source>没有留着的原件</source>
        <translation>No originals here</translation>
    </message>
    <message>
        <source>收下的原件都退还了。</source>
        <translation>All originals were given back.</translation>
    </message>
    <message>
        <source>没有选中原件</source>
        <translation>No original chosen</translation>
    </message>
    <message>
        <source>看这件代办</source>
        <translation>Show the case</translation>
    </message>
    <message>
        <source>今天收下</source>
        <translation>Received today</translation>
    </message>
    <message>
        <source>事情已经了结，请尽快退还。</source>
        <translation>The matter is over; please give it back soon.</translation>
    </message>
    <message>
        <source>退还…</source>
        <translation>Give back…</translation>
    </message>
    <message>
        <source>收据…</source>
        <translation>Receipt…</translation>
    </message>
    <message>
        <source>{day} 收下，{n} 天了</source>
        <translation>Received {day}, {n} days ago</translation>
    </message>
    <message>
        <source>现在在：{where}</source>
        <translation>Now at: {where}</translation>
    </message>
    <message>
        <source>收据 {number}</source>
        <translation>Receipt {number}</translation>
    </message>
</context>
<context>
    <name>OutcomeDialog</name>
    <message>
        <source>推荐结果</source>
        <translation>Result</translation>
    </message>
    <message>
        <source>保存</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>谁</source>
        <translation>Who</translation>
    </message>
    <message>
        <source>岗位</source>
        <translation>Post</translation>
    </message>
    <message>
        <source>结果</source>
        <translation>Result</translation>
    </message>
    <message>
        <source>在哪里工作</source>
        <translation>Where at work</translation>
    </message>
    <message>
        <source>写进民情档案的就业去向</source>
        <translation>Goes into the register as present work</translation>
    </message>
    <message>
        <source>备注</source>
        <translation>Note</translation>
    </message>
    <message>
        <source>请选一个结果。</source>
        <translation>Choose a result.</translation>
    </message>
</context>
<context>
    <name>OwnPasswordDialog</name>
    <message>
        <source>改我的密码</source>
        <translation>Change my password</translation>
    </message>
    <message>
        <source>改密码</source>
        <translation>Change password</translation>
    </message>
    <message>
        <source>现在的密码</source>
        <translation>Present password</translation>
    </message>
    <message>
        <source>新密码</source>
        <translation>New password</translation>
    </message>
</context>
<context>
    <name>OwnerPanel</name>
    <message>
        <source>积分明细</source>
        <translation>Entries</translation>
    </message>
    <message>
        <source>看来源</source>
        <translation>Show the record</translation>
    </message>
    <message>
        <source>冲销…</source>
        <translation>Take back…</translation>
    </message>
    <message>
        <source>登记申诉…</source>
        <translation>Enter an appeal…</translation>
    </message>
    <message>
        <source>打印明细…</source>
        <translation>Print entries…</translation>
    </message>
    <message>
        <source>没有选中</source>
        <translation>Nobody chosen</translation>
    </message>
    <message>
        <source>在左边选一行，这里显示每一分从哪里来。</source>
        <translation>Choose a line to see where each point comes from.</translation>
    </message>
    <message>
        <source>{year}年计 {points} 分</source>
        <translation>{points} points in {year}</translation>
    </message>
    <message>
        <source>，超过上限不计的 {points} 分</source>
        <translation>, {points} beyond the ceilings</translation>
    </message>
</context>
<context>
    <name>PaperDialog</name>
    <message>
        <source>纸张</source>
        <translation>Paper</translation>
    </message>
    <message>
        <source>照版式</source>
        <translation>As the layout says</translation>
    </message>
    <message>
        <source>竖放</source>
        <translation>Upright</translation>
    </message>
    <message>
        <source>横放</source>
        <translation>Across</translation>
    </message>
    <message>
        <source>大字（表格 16 磅，纸大一号）</source>
        <translation>Large print (tables 16 pt, next larger paper)</translation>
    </message>
    <message>
        <source>印在红纸上（只用黑色，线条加粗）</source>
        <translation>On red paper (black only, heavier lines)</translation>
    </message>
    <message>
        <source>方向</source>
        <translation>Way up</translation>
    </message>
    <message>
        <source>字号</source>
        <translation>Text size</translation>
    </message>
    <message>
        <source>红纸</source>
        <translation>Red paper</translation>
    </message>
    <message>
        <source>换纸</source>
        <translation>Change paper</translation>
    </message>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>只换这一份的纸，内容不变；送审以后不能再换。</source>
        <translation>Only this notice changes paper, not what it says; after it was sent to review this is no longer possible.</translation>
    </message>
</context>
<context>
    <name>PaperPage</name>
    <message>
        <source>按列数自动</source>
        <translation>Automatic, by columns</translation>
    </message>
    <message>
        <source>竖放</source>
        <translation>Upright</translation>
    </message>
    <message>
        <source>横放</source>
        <translation>Across</translation>
    </message>
    <message>
        <source>（五号，最小）</source>
        <translation> (least)</translation>
    </message>
    <message>
        <source>（小四）</source>
        <translation> (small 4)</translation>
    </message>
    <message>
        <source>（四号）</source>
        <translation> (size 4)</translation>
    </message>
    <message>
        <source>（三号，大字）</source>
        <translation> (large print)</translation>
    </message>
    <message>
        <source>{size} 磅</source>
        <translation>{size} pt</translation>
    </message>
    <message>
        <source>纸张</source>
        <translation>Paper</translation>
    </message>
    <message>
        <source>方向</source>
        <translation>Way up</translation>
    </message>
    <message>
        <source>自动：七列以上横放。</source>
        <translation>Automatic: across from seven columns on.</translation>
    </message>
    <message>
        <source>表格字号</source>
        <translation>Type of tables</translation>
    </message>
    <message>
        <source>村民站着看，最好用 12 磅以上。</source>
        <translation>People read it standing; 12 pt or more is best.</translation>
    </message>
    <message>
        <source>一张纸放不下时，程序自动换大一号的纸。只想让某一份换纸，不用改版式，在那一份上点“纸张…”。</source>
        <translation>What does not fit its paper moves to the next larger one. To change the paper of one notice only, choose “Paper…” there.</translation>
    </message>
</context>
<context>
    <name>PapersDialog</name>
    <message>
        <source>收材料</source>
        <translation>Take papers</translation>
    </message>
    <message>
        <source>{title}怎么带来的</source>
        <translation>How {title} was brought</translation>
    </message>
    <message>
        <source>需要时</source>
        <translation>if needed</translation>
    </message>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>收下</source>
        <translation>Take</translation>
    </message>
    <message>
        <source>打√的是这次带来的。</source>
        <translation>What is ticked was brought now.</translation>
    </message>
    <message>
        <source>留下 {n} 份原件：收下后编号打收据，交本人一联。</source>
        <translation>{n} originals stay: a numbered receipt follows, one part for the person.</translation>
    </message>
</context>
<context>
    <name>PartyMembers</name>
    <message>
        <source>无职党员</source>
        <translation>Without a post</translation>
    </message>
    <message>
        <source>流动党员</source>
        <translation>Members away</translation>
    </message>
    <message>
        <source>失联</source>
        <translation>Out of touch</translation>
    </message>
    <message>
        <source>欠交党费</source>
        <translation>Dues open</translation>
    </message>
    <message>
        <source>困难党员</source>
        <translation>In hardship</translation>
    </message>
    <message>
        <source>档案不一致</source>
        <translation>Register differs</translation>
    </message>
    <message>
        <source>情况</source>
        <translation>Notes</translation>
    </message>
    <message>
        <source>党小组</source>
        <translation>Party groups</translation>
    </message>
    <message>
        <source>党支部</source>
        <translation>Branch</translation>
    </message>
    <message>
        <source>欠 {count} 个月</source>
        <translation>{count} months open</translation>
    </message>
    <message>
        <source>姓名</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>状态</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>职务</source>
        <translation>Posts</translation>
    </message>
    <message>
        <source>党龄</source>
        <translation>Years</translation>
    </message>
    <message>
        <source>党费</source>
        <translation>Dues</translation>
    </message>
    <message>
        <source>性别</source>
        <translation>Sex</translation>
    </message>
    <message>
        <source>年龄</source>
        <translation>Age</translation>
    </message>
    <message>
        <source>入党日期</source>
        <translation>Joined</translation>
    </message>
    <message>
        <source>支部</source>
        <translation>Branch</translation>
    </message>
    <message>
        <source>岗位认领</source>
        <translation>Voluntary post</translation>
    </message>
    <message>
        <source>未编</source>
        <translation>No group</translation>
    </message>
</context>
<context>
    <name>PartyScreen</name>
    <message>
        <source>党员</source>
        <translation>Members</translation>
    </message>
    <message>
        <source>组织</source>
        <translation>Branches</translation>
    </message>
    <message>
        <source>发展党员</source>
        <translation>Development</translation>
    </message>
    <message>
        <source>党费</source>
        <translation>Dues</translation>
    </message>
    <message>
        <source>党费使用</source>
        <translation>Use of dues</translation>
    </message>
    <message>
        <source>流动党员</source>
        <translation>Members away</translation>
    </message>
    <message>
        <source>组织关系</source>
        <translation>Transfers</translation>
    </message>
    <message>
        <source>表彰</source>
        <translation>Awards</translation>
    </message>
    <message>
        <source>处分</source>
        <translation>Discipline</translation>
    </message>
    <message>
        <source>党建</source>
        <translation>Party</translation>
    </message>
</context>
<context>
    <name>PasswordInput</name>
    <message>
        <source>显示密码</source>
        <translation>Show password</translation>
    </message>
    <message>
        <source>遮住密码</source>
        <translation>Cover password</translation>
    </message>
    <message>
        <source>大写锁定开着（Caps Lock）。</source>
        <translation>Caps Lock is on.</translation>
    </message>
</context>
<context>
    <name>PastPage</name>
    <message>
        <source>换一天…</source>
        <translation>Another day…</translation>
    </message>
    <message>
        <source>回到今天</source>
        <translation>Back to today</translation>
    </message>
    <message>
        <source>截至 {day} 的情况，只读</source>
        <translation>As of {day}, for reading only</translation>
    </message>
    <message>
        <source>{said}。档案从 {day} 开始登记，更早的按最早登记的显示</source>
        <translation>{said}. The register begins on {day}; earlier days show what was entered first</translation>
    </message>
</context>
<context>
    <name>PatchWords</name>
    <message>
        <source>空白列</source>
        <translation>Empty column</translation>
    </message>
    <message>
        <source>本程序不认识的调整</source>
        <translation>A change this program does not know</translation>
    </message>
    <message>
        <source>显示“{column}”列</source>
        <translation>Column “{column}” shown</translation>
    </message>
    <message>
        <source>隐藏“{column}”列</source>
        <translation>Column “{column}” hidden</translation>
    </message>
    <message>
        <source>改标题</source>
        <translation>Title reworded</translation>
    </message>
    <message>
        <source>改表头一行</source>
        <translation>Head line reworded</translation>
    </message>
    <message>
        <source>改表下说明</source>
        <translation>Notes reworded</translation>
    </message>
    <message>
        <source>改签名栏</source>
        <translation>Signatures changed</translation>
    </message>
    <message>
        <source>改表题或空表文字</source>
        <translation>Caption or words of the empty table changed</translation>
    </message>
    <message>
        <source>移动“{column}”列</source>
        <translation>Column “{column}” moved</translation>
    </message>
    <message>
        <source>“{column}”列宽改为 {share}</source>
        <translation>Width of “{column}” set to {share}</translation>
    </message>
    <message>
        <source>“{column}”列改名为“{heading}”</source>
        <translation>Column “{column}” renamed “{heading}”</translation>
    </message>
    <message>
        <source>加空白列“{heading}”</source>
        <translation>Empty column “{heading}” added</translation>
    </message>
    <message>
        <source>方向按列数</source>
        <translation>way up by columns</translation>
    </message>
    <message>
        <source>竖放</source>
        <translation>Upright</translation>
    </message>
    <message>
        <source>横放</source>
        <translation>Across</translation>
    </message>
    <message>
        <source>纸张 {paper}，{turned}，表格 {size} 磅</source>
        <translation>Paper {paper}, {turned}, tables {size} pt</translation>
    </message>
</context>
<context>
    <name>PatrolWords</name>
    <message>
        <source>还没有巡过</source>
        <translation>Never patrolled</translation>
    </message>
    <message>
        <source>{alert}，每 {hours} 小时</source>
        <translation>{alert}, every {hours} hours</translation>
    </message>
    <message>
        <source>不在巡查季节</source>
        <translation>Out of season</translation>
    </message>
    <message>
        <source>{season}，每天</source>
        <translation>{season}, daily</translation>
    </message>
    <message>
        <source>{season}，每 {days} 天</source>
        <translation>{season}, every {days} days</translation>
    </message>
    <message>
        <source>（本点另定）</source>
        <translation> (own cycle)</translation>
    </message>
    <message>
        <source>超过上限</source>
        <translation>Above the upper bound</translation>
    </message>
    <message>
        <source>低于下限</source>
        <translation>Below the lower bound</translation>
    </message>
    <message>
        <source>漏巡</source>
        <translation>Missed</translation>
    </message>
    <message>
        <source>该巡</source>
        <translation>Due</translation>
    </message>
    <message>
        <source>已巡</source>
        <translation>Patrolled</translation>
    </message>
    <message>
        <source>不用巡</source>
        <translation>Not due</translation>
    </message>
    <message>
        <source>{kind}{level}预警</source>
        <translation>{kind} {level} alert</translation>
    </message>
    <message>
        <source>没有卡</source>
        <translation>No card</translation>
    </message>
    <message>
        <source>要换卡</source>
        <translation>Out of date</translation>
    </message>
    <message>
        <source>待签收</source>
        <translation>To be signed</translation>
    </message>
    <message>
        <source>有效</source>
        <translation>Good</translation>
    </message>
    <message>
        <source>要收回</source>
        <translation>To take back</translation>
    </message>
    <message>
        <source>，</source>
        <translation>, </translation>
    </message>
    <message>
        <source>比上次 {last} 变化大，请再量一次</source>
        <translation>Much changed from {last}, please measure again</translation>
    </message>
    <message>
        <source>{alert}解除后</source>
        <translation>After: {alert}</translation>
    </message>
</context>
<context>
    <name>PatrolsPage</name>
    <message>
        <source>打印会记入查看记录。人次和人数分开写。</source>
        <translation>Printing is logged. Person-times and people are told apart.</translation>
    </message>
    <message>
        <source>本月</source>
        <translation>This month</translation>
    </message>
    <message>
        <source>上月</source>
        <translation>Last month</translation>
    </message>
    <message>
        <source>本季度</source>
        <translation>This quarter</translation>
    </message>
    <message>
        <source>本年</source>
        <translation>This year</translation>
    </message>
    <message>
        <source>上年</source>
        <translation>Last year</translation>
    </message>
    <message>
        <source>期间</source>
        <translation>Period</translation>
    </message>
    <message>
        <source>找：隐患点、人名、迹象</source>
        <translation>Find: site, name, sign</translation>
    </message>
    <message>
        <source>打印…</source>
        <translation>Print…</translation>
    </message>
    <message>
        <source>巡查记录</source>
        <translation>Patrols</translation>
    </message>
    <message>
        <source>这段时间没有巡查</source>
        <translation>No patrol in this time</translation>
    </message>
    <message>
        <source>到“今天要巡”里登记。</source>
        <translation>Enter them under today.</translation>
    </message>
    <message>
        <source>开始应急动员？</source>
        <translation>Start an emergency call?</translation>
    </message>
    <message>
        <source>开始动员</source>
        <translation>Start</translation>
    </message>
    <message>
        <source>隐患巡查记录</source>
        <translation>Patrol records</translation>
    </message>
    <message>
        <source>时间</source>
        <translation>Time</translation>
    </message>
    <message>
        <source>隐患点</source>
        <translation>Hazard site</translation>
    </message>
    <message>
        <source>结果</source>
        <translation>Results</translation>
    </message>
    <message>
        <source>巡查人</source>
        <translation>Patrollers</translation>
    </message>
    <message>
        <source>读数</source>
        <translation>Readings</translation>
    </message>
    <message>
        <source>天气</source>
        <translation>Weather</translation>
    </message>
    <message>
        <source>{patrols} 点次&#x3000;{times} 人次&#x3000;{people} 人&#x3000;{sites} 个点</source>
        <translation>{patrols} patrols&#x3000;{times} person-times&#x3000;{people} people&#x3000;{sites} sites</translation>
    </message>
    <message>
        <source>没有选中巡查</source>
        <translation>No patrol chosen</translation>
    </message>
    <message>
        <source>看到的</source>
        <translation>Seen</translation>
    </message>
    <message>
        <source>情况</source>
        <translation>Notes</translation>
    </message>
    <message>
        <source>处置</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>报告</source>
        <translation>Reported</translation>
    </message>
    <message>
        <source>照片…</source>
        <translation>Pictures…</translation>
    </message>
    <message>
        <source>已登记为事项</source>
        <translation>Put on the task log</translation>
    </message>
    <message>
        <source>打开</source>
        <translation>Open</translation>
    </message>
    <message>
        <source>删除这条巡查？</source>
        <translation>Delete this patrol?</translation>
    </message>
    <message>
        <source>删除</source>
        <translation>Delete</translation>
    </message>
    <message>
        <source>全部</source>
        <translation>All</translation>
    </message>
    <message>
        <source>有异常</source>
        <translation>Abnormal</translation>
    </message>
    <message>
        <source>没有报告</source>
        <translation>Not reported</translation>
    </message>
    <message>
        <source>补录</source>
        <translation>Late entries</translation>
    </message>
    <message>
        <source>只看一个点：{told}</source>
        <translation>One site only: {told}</translation>
    </message>
    <message>
        <source>报告{who}（{time}）</source>
        <translation>to {who} ({time})</translation>
    </message>
    <message>
        <source>险情还没有报告，请马上报告并补上</source>
        <translation>Danger not reported: report it now and add it here</translation>
    </message>
    <message>
        <source>看事项</source>
        <translation>Event</translation>
    </message>
    <message>
        <source>修改…</source>
        <translation>Change…</translation>
    </message>
    <message>
        <source>叫受威胁户撤离…</source>
        <translation>Call households out…</translation>
    </message>
    <message>
        <source>看全部点</source>
        <translation>All sites</translation>
    </message>
    <message>
        <source>删除…</source>
        <translation>Delete…</translation>
    </message>
    <message>
        <source>叫“{site}”的受威胁户马上撤离，从现在起计时；叫应单和入户单到“应急动员”里打印。</source>
        <translation>The households below “{site}” are called to leave at once and the clock starts; call tree and door lists are printed under emergency calls.</translation>
    </message>
    <message>
        <source>转为事项</source>
        <translation>Make event</translation>
    </message>
    <message>
        <source>{site}，{time}。可以撤销。</source>
        <translation>{site}, {time}. It can be undone.</translation>
    </message>
    <message>
        <source>补录，{time} 登记</source>
        <translation>Late entry of {time}</translation>
    </message>
    <message>
        <source>{name}：{value}</source>
        <translation>{name}: {value}</translation>
    </message>
</context>
<context>
    <name>PatrolsScreen</name>
    <message>
        <source>今天要巡</source>
        <translation>Today</translation>
    </message>
    <message>
        <source>隐患点</source>
        <translation>Hazard site</translation>
    </message>
    <message>
        <source>巡查记录</source>
        <translation>Patrols</translation>
    </message>
    <message>
        <source>明白卡</source>
        <translation>Cards</translation>
    </message>
    <message>
        <source>预警</source>
        <translation>Alert</translation>
    </message>
    <message>
        <source>巡查</source>
        <translation>Patrols</translation>
    </message>
    <message>
        <source>登记巡查</source>
        <translation>Enter patrols</translation>
    </message>
    <message>
        <source>打印巡查表</source>
        <translation>Print patrol form</translation>
    </message>
    <message>
        <source>新增隐患点</source>
        <translation>Add site</translation>
    </message>
    <message>
        <source>避险明白卡</source>
        <translation>Safety cards</translation>
    </message>
    <message>
        <source>登记预警</source>
        <translation>Add alert</translation>
    </message>
</context>
<context>
    <name>PdfPreview</name>
    <message>
        <source>打印预览</source>
        <translation>Print preview</translation>
    </message>
    <message>
        <source>上一页</source>
        <translation>Previous page</translation>
    </message>
    <message>
        <source>下一页</source>
        <translation>Next page</translation>
    </message>
    <message>
        <source>缩小</source>
        <translation>Smaller</translation>
    </message>
    <message>
        <source>放大</source>
        <translation>Larger</translation>
    </message>
    <message>
        <source>适合宽度</source>
        <translation>Fit width</translation>
    </message>
    <message>
        <source>第 {page} 页，共 {pages} 页</source>
        <translation>Page {page} of {pages}</translation>
    </message>
    <message>
        <source>这一页画不出来。</source>
        <translation>This page cannot be drawn.</translation>
    </message>
</context>
<context>
    <name>PersonDialog</name>
    <message>
        <source>添加人员</source>
        <translation>Add people</translation>
    </message>
    <message>
        <source>添加</source>
        <translation>Add</translation>
    </message>
    <message>
        <source>列席的人不算应到。不在民情档案里的来宾，在“会议记录”页的“列席”里写姓名。</source>
        <translation>Guests are not due. Guests who are not in the register are named under “Guests” on the page of the minutes.</translation>
    </message>
    <message>
        <source>人员</source>
        <translation>People</translation>
    </message>
    <message>
        <source>身份</source>
        <translation>Standing</translation>
    </message>
</context>
<context>
    <name>PersonLine</name>
    <message>
        <source>姓名、拼音或身份证尾号，回车选中</source>
        <translation>Name, pinyin or end of the ID number; Enter chooses</translation>
    </message>
</context>
<context>
    <name>PersonPanel</name>
    <message>
        <source>没有选中的人</source>
        <translation>Nobody chosen</translation>
    </message>
    <message>
        <source>（未填姓名）</source>
        <translation>(no name)</translation>
    </message>
    <message>
        <source>记走访</source>
        <translation>Log a visit</translation>
    </message>
    <message>
        <source>走访了这个人，也算走访了这一户</source>
        <translation>A visit to this person counts for the household too</translation>
    </message>
    <message>
        <source>{age} 岁</source>
        <translation>{age} years</translation>
    </message>
    <message>
        <source>待核：{problems}</source>
        <translation>To be checked: {problems}</translation>
    </message>
    <message>
        <source>修改</source>
        <translation>Edit</translation>
    </message>
    <message>
        <source>修改这个人的档案（F2）</source>
        <translation>Edit this person (F2)</translation>
    </message>
    <message>
        <source>更多</source>
        <translation>More</translation>
    </message>
    <message>
        <source>变更记录</source>
        <translation>History</translation>
    </message>
    <message>
        <source>代办立件…</source>
        <translation>Open a service case…</translation>
    </message>
    <message>
        <source>求职登记…</source>
        <translation>Register as job seeker…</translation>
    </message>
    <message>
        <source>设为户主…</source>
        <translation>Make head of household…</translation>
    </message>
    <message>
        <source>迁出登记…</source>
        <translation>Record move-out…</translation>
    </message>
    <message>
        <source>死亡登记…</source>
        <translation>Record death…</translation>
    </message>
    <message>
        <source>依法删除…</source>
        <translation>Erase by law…</translation>
    </message>
    <message>
        <source>亲属</source>
        <translation>Relatives</translation>
    </message>
    <message>
        <source>{word}：{name}</source>
        <translation>{word}: {name}</translation>
    </message>
    <message>
        <source>党员卡片</source>
        <translation>Member&apos;s card</translation>
    </message>
    <message>
        <source>所在的户</source>
        <translation>Household</translation>
    </message>
    <message>
        <source>代办</source>
        <translation>Services</translation>
    </message>
    <message>
        <source>任务</source>
        <translation>Tasks</translation>
    </message>
    <message>
        <source>{title}（{state}）</source>
        <translation>{title} ({state})</translation>
    </message>
    <message>
        <source>不详</source>
        <translation>unknown</translation>
    </message>
    <message>
        <source>今</source>
        <translation>now</translation>
    </message>
    <message>
        <source>无户编号</source>
        <translation>no household number</translation>
    </message>
    <message>
        <source>{household}&#x3000;{since} 至 {until}</source>
        <translation>{household}, {since} to {until}</translation>
    </message>
</context>
<context>
    <name>PhoneLine</name>
    <message>
        <source>电话</source>
        <translation>Telephone</translation>
    </message>
    <message>
        <source>打电话约时间</source>
        <translation>To call about a time</translation>
    </message>
    <message>
        <source>告诉办理结果</source>
        <translation>To tell the result</translation>
    </message>
    <message>
        <source>核对材料</source>
        <translation>To check papers</translation>
    </message>
</context>
<context>
    <name>PlanDialog</name>
    <message>
        <source>安排会议</source>
        <translation>Plan a meeting</translation>
    </message>
    <message>
        <source>修改会议安排</source>
        <translation>Change the plan</translation>
    </message>
    <message>
        <source>类别</source>
        <translation>Kind</translation>
    </message>
    <message>
        <source>按户计算，每户一名代表</source>
        <translation>by household, one of each</translation>
    </message>
    <message>
        <source>如 14:00</source>
        <translation>such as 14:00</translation>
    </message>
    <message>
        <source>通知发出的日期，可以以后填</source>
        <translation>day of the notice, can be filled in later</translation>
    </message>
    <message>
        <source>一行一项议题</source>
        <translation>one item a line</translation>
    </message>
    <message>
        <source>日期</source>
        <translation>Day</translation>
    </message>
    <message>
        <source>时间</source>
        <translation>Time</translation>
    </message>
    <message>
        <source>主持人</source>
        <translation>Chair</translation>
    </message>
    <message>
        <source>记录人</source>
        <translation>Recorder</translation>
    </message>
    <message>
        <source>通知日期</source>
        <translation>Notice given</translation>
    </message>
    <message>
        <source>列席</source>
        <translation>Guests</translation>
    </message>
    <message>
        <source>支部</source>
        <translation>Branch</translation>
    </message>
    <message>
        <source>党小组</source>
        <translation>Party group</translation>
    </message>
    <message>
        <source>村民小组</source>
        <translation>Villager group</translation>
    </message>
    <message>
        <source>计算方式</source>
        <translation>Counted</translation>
    </message>
    <message>
        <source>议程</source>
        <translation>Agenda</translation>
    </message>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>保存</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>户</source>
        <translation>households</translation>
    </message>
    <message>
        <source>人</source>
        <translation>people</translation>
    </message>
    <message>
        <source>应到 {due} {unit}</source>
        <translation>{due} {unit} due</translation>
    </message>
    <message>
        <source>应到 {due} {unit}，其中有表决权 {voters}</source>
        <translation>{due} {unit} due, {voters} of them with a vote</translation>
    </message>
    <message>
        <source>地点</source>
        <translation>Place</translation>
    </message>
    <message>
        <source>会议名称</source>
        <translation>Title</translation>
    </message>
</context>
<context>
    <name>PlanView</name>
    <message>
        <source>不变</source>
        <translation>as before</translation>
    </message>
    <message>
        <source>{name}与新户主的关系</source>
        <translation>Relation of {name} to the new head</translation>
    </message>
    <message>
        <source>推算不出，请选</source>
        <translation>Not known, please choose</translation>
    </message>
</context>
<context>
    <name>PointsAppeals</name>
    <message>
        <source>待答复</source>
        <translation>To be answered</translation>
    </message>
    <message>
        <source>逾期未答复</source>
        <translation>Answer overdue</translation>
    </message>
    <message>
        <source>情况</source>
        <translation>State</translation>
    </message>
    <message>
        <source>姓名</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>项目</source>
        <translation>Item</translation>
    </message>
    <message>
        <source>分值</source>
        <translation>Points</translation>
    </message>
    <message>
        <source>收到</source>
        <translation>Received</translation>
    </message>
    <message>
        <source>答复期限</source>
        <translation>Answer due</translation>
    </message>
</context>
<context>
    <name>PointsAppraisal</name>
    <message>
        <source>可推荐优秀</source>
        <translation>May be recommended</translation>
    </message>
    <message>
        <source>到会少</source>
        <translation>Low attendance</translation>
    </message>
    <message>
        <source>欠党费</source>
        <translation>Owes dues</translation>
    </message>
    <message>
        <source>受过处理</source>
        <translation>Disciplined</translation>
    </message>
    <message>
        <source>没有实事</source>
        <translation>No deeds</translation>
    </message>
    <message>
        <source>姓名</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>到会/应到</source>
        <translation>Present/due</translation>
    </message>
    <message>
        <source>积分</source>
        <translation>Points</translation>
    </message>
    <message>
        <source>实事（次）</source>
        <translation>Deeds</translation>
    </message>
    <message>
        <source>欠党费（月）</source>
        <translation>Months owed</translation>
    </message>
    <message>
        <source>受处理</source>
        <translation>Measures</translation>
    </message>
    <message>
        <source>参考意见</source>
        <translation>What the facts say</translation>
    </message>
    <message>
        <source>优/合/基/不（票）</source>
        <translation>Ballots by grade</translation>
    </message>
    <message>
        <source>等次</source>
        <translation>Grade</translation>
    </message>
</context>
<context>
    <name>PointsContext</name>
    <message>
        <source>正在记入积分台账</source>
        <translation>Entering into the ledger</translation>
    </message>
</context>
<context>
    <name>PointsRules</name>
    <message>
        <source>党费记录</source>
        <translation>Dues on record</translation>
    </message>
    <message>
        <source>处分记录</source>
        <translation>Discipline on record</translation>
    </message>
    <message>
        <source>{span}每户最多 {count} 次</source>
        <translation>{span} at most {count} for a household</translation>
    </message>
    <message>
        <source>{span}最多 {count} 次</source>
        <translation>{span} at most {count}</translation>
    </message>
    <message>
        <source>会议签到：{kinds}</source>
        <translation>Attendance: {kinds}</translation>
    </message>
    <message>
        <source>补课记录：{kinds}</source>
        <translation>Studied later: {kinds}</translation>
    </message>
    <message>
        <source>实事：{kinds}</source>
        <translation>Deeds: {kinds}</translation>
    </message>
    <message>
        <source>每月</source>
        <translation>A month</translation>
    </message>
    <message>
        <source>每季度</source>
        <translation>A quarter</translation>
    </message>
    <message>
        <source>每年</source>
        <translation>A year</translation>
    </message>
    <message>
        <source>申报（只给年老体弱、流动党员）</source>
        <translation>Claim (old, frail and floating members only)</translation>
    </message>
    <message>
        <source>申报</source>
        <translation>Claim</translation>
    </message>
    <message>
        <source>类别</source>
        <translation>Category</translation>
    </message>
    <message>
        <source>项目</source>
        <translation>Item</translation>
    </message>
    <message>
        <source>分值</source>
        <translation>Points</translation>
    </message>
    <message>
        <source>从哪里来</source>
        <translation>Comes from</translation>
    </message>
    <message>
        <source>次数</source>
        <translation>How often</translation>
    </message>
</context>
<context>
    <name>PointsScreen</name>
    <message>
        <source>党员积分</source>
        <translation>Members</translation>
    </message>
    <message>
        <source>待确认</source>
        <translation>To be confirmed</translation>
    </message>
    <message>
        <source>家庭积分</source>
        <translation>Households</translation>
    </message>
    <message>
        <source>规则</source>
        <translation>Rules</translation>
    </message>
    <message>
        <source>申诉</source>
        <translation>Appeals</translation>
    </message>
    <message>
        <source>民主评议</source>
        <translation>Appraisal</translation>
    </message>
    <message>
        <source>积分</source>
        <translation>Points</translation>
    </message>
    <message>
        <source>登记积分</source>
        <translation>Enter points</translation>
    </message>
    <message>
        <source>待确认的积分</source>
        <translation>Points to be confirmed</translation>
    </message>
    <message>
        <source>积分申诉</source>
        <translation>Appeals against points</translation>
    </message>
    <message>
        <source>民主评议党员</source>
        <translation>Appraisal of members</translation>
    </message>
</context>
<context>
    <name>PointsTable</name>
    <message>
        <source>名次</source>
        <translation>Place</translation>
    </message>
    <message>
        <source>合计</source>
        <translation>Total</translation>
    </message>
    <message>
        <source>日期</source>
        <translation>Day</translation>
    </message>
    <message>
        <source>项目</source>
        <translation>Item</translation>
    </message>
    <message>
        <source>分值</source>
        <translation>Points</translation>
    </message>
    <message>
        <source>情况</source>
        <translation>State</translation>
    </message>
    <message>
        <source>依据</source>
        <translation>Evidence</translation>
    </message>
    <message>
        <source>记入</source>
        <translation>Booked in</translation>
    </message>
    <message>
        <source>登记人</source>
        <translation>Entered by</translation>
    </message>
    <message>
        <source>确认人</source>
        <translation>Confirmed by</translation>
    </message>
    <message>
        <source>备注</source>
        <translation>Remark</translation>
    </message>
    <message>
        <source>姓名</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>户主</source>
        <translation>Head</translation>
    </message>
    <message>
        <source>党小组</source>
        <translation>Party group</translation>
    </message>
    <message>
        <source>村民小组</source>
        <translation>Villagers&apos; group</translation>
    </message>
</context>
<context>
    <name>PointsWaiting</name>
    <message>
        <source>分值要由支部定，确认时填。</source>
        <translation>The branch decides the points; they are asked for when confirming.</translation>
    </message>
    <message>
        <source>会议、实事等记录改过，已经不该有这一笔，确认就是冲销。</source>
        <translation>The meeting, deed or other record was changed and does not give this any more; confirming takes it back.</translation>
    </message>
    <message>
        <source>记录建议</source>
        <translation>From records</translation>
    </message>
    <message>
        <source>申报</source>
        <translation>Claim</translation>
    </message>
    <message>
        <source>重复，待冲销</source>
        <translation>Twice, to be taken back</translation>
    </message>
    <message>
        <source>两台电脑各记了一次，确认就是冲销这一笔。</source>
        <translation>Two PCs booked it; confirming takes this one back.</translation>
    </message>
    <message>
        <source>记录已改，待冲销</source>
        <translation>Record changed, to be taken back</translation>
    </message>
    <message>
        <source>等别人确认</source>
        <translation>Somebody else confirms</translation>
    </message>
    <message>
        <source>姓名</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>台账</source>
        <translation>Ledger</translation>
    </message>
    <message>
        <source>日期</source>
        <translation>Day</translation>
    </message>
    <message>
        <source>项目</source>
        <translation>Item</translation>
    </message>
    <message>
        <source>分值</source>
        <translation>Points</translation>
    </message>
    <message>
        <source>依据</source>
        <translation>Evidence</translation>
    </message>
    <message>
        <source>来源</source>
        <translation>Source</translation>
    </message>
    <message>
        <source>登记人</source>
        <translation>Entered by</translation>
    </message>
    <message>
        <source>记入</source>
        <translation>Booked in</translation>
    </message>
    <message>
        <source>党员</source>
        <translation>Member</translation>
    </message>
    <message>
        <source>家庭</source>
        <translation>Household</translation>
    </message>
</context>
<context>
    <name>PostDialog</name>
    <message>
        <source>修改岗位</source>
        <translation>Change the post</translation>
    </message>
    <message>
        <source>登记岗位</source>
        <translation>Enter a post</translation>
    </message>
    <message>
        <source>保存</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>18 位，没有可以不填</source>
        <translation>18 characters, may be empty</translation>
    </message>
    <message>
        <source>单位</source>
        <translation>Employer</translation>
    </message>
    <message>
        <source>岗位</source>
        <translation>Post</translation>
    </message>
    <message>
        <source>工种</source>
        <translation>Kind of work</translation>
    </message>
    <message>
        <source>在哪里</source>
        <translation>Where</translation>
    </message>
    <message>
        <source>地址</source>
        <translation>Address</translation>
    </message>
    <message>
        <source>工资从（元）</source>
        <translation>Pay from (yuan)</translation>
    </message>
    <message>
        <source>到（元）</source>
        <translation>to (yuan)</translation>
    </message>
    <message>
        <source>工资单位</source>
        <translation>Pay by</translation>
    </message>
    <message>
        <source>招几人</source>
        <translation>How many</translation>
    </message>
    <message>
        <source>条件</source>
        <translation>Demands</translation>
    </message>
    <message>
        <source>只写工作需要的；不能限性别、婚育、民族、户籍</source>
        <translation>Only what the work needs; nothing about sex, marriage, ethnicity or origin</translation>
    </message>
    <message>
        <source>缴社保</source>
        <translation>Insured</translation>
    </message>
    <message>
        <source>包住宿</source>
        <translation>Lodging</translation>
    </message>
    <message>
        <source>联系人</source>
        <translation>Contact person</translation>
    </message>
    <message>
        <source>电话</source>
        <translation>Telephone</translation>
    </message>
    <message>
        <source>信用代码</source>
        <translation>Credit code</translation>
    </message>
    <message>
        <source>有效到</source>
        <translation>Valid to</translation>
    </message>
    <message>
        <source>备注</source>
        <translation>Note</translation>
    </message>
    <message>
        <source>县里下发的岗位</source>
        <translation>Post from the county</translation>
    </message>
    <message>
        <source>关闭</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>没有说</source>
        <translation>Not said</translation>
    </message>
    <message>
        <source>是</source>
        <translation>Yes</translation>
    </message>
    <message>
        <source>否</source>
        <translation>No</translation>
    </message>
    <message>
        <source>请填整数，多少元。</source>
        <translation>Give whole yuan.</translation>
    </message>
    <message>
        <source>请填整数。</source>
        <translation>Give a whole number.</translation>
    </message>
</context>
<context>
    <name>PostingDialog</name>
    <message>
        <source>张贴地点</source>
        <translation>Boards</translation>
    </message>
    <message>
        <source>有几处公开栏就写几处，用顿号隔开</source>
        <translation>Name every board, with commas in between</translation>
    </message>
    <message>
        <source>张贴日期</source>
        <translation>Posted on</translation>
    </message>
    <message>
        <source>张贴人</source>
        <translation>Posted by</translation>
    </message>
    <message>
        <source>每处份数</source>
        <translation>Copies at each</translation>
    </message>
    <message>
        <source>备注</source>
        <translation>Note</translation>
    </message>
</context>
<context>
    <name>PostingsPanel</name>
    <message>
        <source>还没有张贴。发布、打印以后，贴到公开栏上，再在这里登记。</source>
        <translation>Not posted yet. Issue and print it, hang it on the boards, then write it down here.</translation>
    </message>
    <message>
        <source>照片…</source>
        <translation>Photos…</translation>
    </message>
    <message>
        <source>“{place}”的照片</source>
        <translation>Photos of “{place}”</translation>
    </message>
    <message>
        <source>{day} 由 {who} 张贴，{count} 份</source>
        <translation>Posted on {day} by {who}, {count} copies</translation>
    </message>
    <message>
        <source>应贴到 {day}</source>
        <translation>To hang until {day}</translation>
    </message>
    <message>
        <source>{day} 由 {who} 取下</source>
        <translation>Taken down on {day} by {who}</translation>
    </message>
    <message>
        <source>只贴了 {days} 天，要重新张贴</source>
        <translation>Hung for {days} days only, post it again</translation>
    </message>
    <message>
        <source>贴了 {days} 天，已取下</source>
        <translation>Hung for {days} days, taken down</translation>
    </message>
    <message>
        <source>还要贴 {days} 天</source>
        <translation>{days} days left</translation>
    </message>
    <message>
        <source>今天取下</source>
        <translation>Take down today</translation>
    </message>
    <message>
        <source>过期 {days} 天没有取下</source>
        <translation>{days} days overdue to come down</translation>
    </message>
</context>
<context>
    <name>PreviewPage</name>
    <message>
        <source>表中的行</source>
        <translation>Rows of the sheet</translation>
    </message>
    <message>
        <source>看不懂的值</source>
        <translation>Values not understood</translation>
    </message>
    <message>
        <source>上一步：核对列</source>
        <translation>Back: check columns</translation>
    </message>
    <message>
        <source>这一类全部跳过</source>
        <translation>Skip all of these</translation>
    </message>
    <message>
        <source>写入档案</source>
        <translation>Write to the register</translation>
    </message>
    <message>
        <source>新增</source>
        <translation>New</translation>
    </message>
    <message>
        <source>有变化</source>
        <translation>Changed</translation>
    </message>
    <message>
        <source>相同</source>
        <translation>Same</translation>
    </message>
    <message>
        <source>待确认</source>
        <translation>To be confirmed</translation>
    </message>
    <message>
        <source>有错</source>
        <translation>Faulty</translation>
    </message>
    <message>
        <source>跳过</source>
        <translation>Skipped</translation>
    </message>
    <message>
        <source>表里没有的人</source>
        <translation>People not in the sheet</translation>
    </message>
    <message>
        <source>这些人档案里没有，写入后新增。</source>
        <translation>These people are not in the register and will be added.</translation>
    </message>
    <message>
        <source>这些人档案里有，下面列出要改的内容；表里空着的格子不会清空档案。</source>
        <translation>These people are in the register; what will change is listed below. Empty cells do not clear the register.</translation>
    </message>
    <message>
        <source>这些人和档案里一样，不会改动。</source>
        <translation>These people are as in the register; nothing changes.</translation>
    </message>
    <message>
        <source>这些行可能是几个人中的一个，请逐行选定；不选的不导入，会进错误表。</source>
        <translation>These rows may be one of several people; choose row by row. Those not chosen are not imported and go to the error workbook.</translation>
    </message>
    <message>
        <source>这些行有错，可以在下面改正；不改的不导入，会进错误表。</source>
        <translation>These rows are faulty and can be mended below; those not mended are not imported and go to the error workbook.</translation>
    </message>
    <message>
        <source>这些行您选择了跳过。</source>
        <translation>You chose to skip these rows.</translation>
    </message>
    <message>
        <source>同一个写法改一次，全部行都生效。</source>
        <translation>Mend a spelling once and every row has it.</translation>
    </message>
    <message>
        <source>这些人在档案的同一村民小组里，但表里没有。导入不会改动他们，请核对是否迁出或去世。</source>
        <translation>These people are in the same group in the register but not in the sheet. The import leaves them alone; check whether they moved out or died.</translation>
    </message>
    <message>
        <source>列</source>
        <translation>Columns</translation>
    </message>
    <message>
        <source>表里写的</source>
        <translation>Written in the sheet</translation>
    </message>
    <message>
        <source>行数</source>
        <translation>Rows</translation>
    </message>
    <message>
        <source>原因</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>将写入 {written} 人，{left} 行不导入</source>
        <translation>{written} people will be written, {left} rows will not</translation>
    </message>
    <message>
        <source>没有这样的行</source>
        <translation>No such rows</translation>
    </message>
    <message>
        <source>没有看不懂的值</source>
        <translation>No values that are not understood</translation>
    </message>
    <message>
        <source>改成</source>
        <translation>Change to</translation>
    </message>
    <message>
        <source>{count} 行都改</source>
        <translation>Change all {count} rows</translation>
    </message>
    <message>
        <source>“{text}”改成</source>
        <translation>Change “{text}” to</translation>
    </message>
    <message>
        <source>“{sheet}”表第 {row} 行</source>
        <translation>Sheet “{sheet}”, row {row}</translation>
    </message>
    <message>
        <source>取消跳过</source>
        <translation>Do not skip</translation>
    </message>
    <message>
        <source>看档案</source>
        <translation>See register</translation>
    </message>
    <message>
        <source>就是这个人</source>
        <translation>This is the person</translation>
    </message>
    <message>
        <source>以这一行为准，跳过前面那行</source>
        <translation>This row counts, skip the one before</translation>
    </message>
    <message>
        <source>都不是，新增</source>
        <translation>None of them, add</translation>
    </message>
    <message>
        <source>跳过这一行</source>
        <translation>Skip this row</translation>
    </message>
    <message>
        <source>改</source>
        <translation>Change</translation>
    </message>
    <message>
        <source>改“{heading}”</source>
        <translation>Change “{heading}”</translation>
    </message>
</context>
<context>
    <name>PrintDialog</name>
    <message>
        <source>打印…</source>
        <translation>Print…</translation>
    </message>
    <message>
        <source>存为 PDF…</source>
        <translation>Save as PDF…</translation>
    </message>
    <message>
        <source>关闭</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>已送到打印机</source>
        <translation>Sent to the printer</translation>
    </message>
    <message>
        <source>存为 PDF</source>
        <translation>Save as PDF</translation>
    </message>
    <message>
        <source>已保存 {file}</source>
        <translation>Saved {file}</translation>
    </message>
</context>
<context>
    <name>Printing</name>
    <message>
        <source>① 涂胶</source>
        <translation>(1) glue</translation>
    </message>
    <message>
        <source>② 剪开</source>
        <translation>(2) cut</translation>
    </message>
</context>
<context>
    <name>ProblemDialog</name>
    <message>
        <source>请看一下</source>
        <translation>Please have a look</translation>
    </message>
    <message>
        <source>编号 {code}</source>
        <translation>Code {code}</translation>
    </message>
    <message>
        <source>有 {count} 个问题：</source>
        <translation>There are {count} problems:</translation>
    </message>
    <message>
        <source>复制</source>
        <translation>Copy</translation>
    </message>
    <message>
        <source>知道了</source>
        <translation>OK</translation>
    </message>
</context>
<context>
    <name>ProgressPanel</name>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>{done} / {total}</source>
        <translation>{done} / {total}</translation>
    </message>
    <message>
        <source>约剩 {minutes} 分钟</source>
        <translation>about {minutes} minutes left</translation>
    </message>
    <message>
        <source>约剩 {seconds} 秒</source>
        <translation>about {seconds} seconds left</translation>
    </message>
    <message>
        <source>正在停止…</source>
        <translation>Stopping…</translation>
    </message>
</context>
<context>
    <name>PropertyDetail</name>
    <message>
        <source>记录</source>
        <translation>Record</translation>
    </message>
    <message>
        <source>本村人</source>
        <translation>Person</translation>
    </message>
    <message>
        <source>合同</source>
        <translation>Contracts</translation>
    </message>
    <message>
        <source>资产</source>
        <translation>Assets</translation>
    </message>
    <message>
        <source>资源</source>
        <translation>Resources</translation>
    </message>
    <message>
        <source>项目</source>
        <translation>Projects</translation>
    </message>
    <message>
        <source>四议两公开</source>
        <translation>Major matter</translation>
    </message>
    <message>
        <source>会议</source>
        <translation>Meeting</translation>
    </message>
    <message>
        <source>收支</source>
        <translation>Entry</translation>
    </message>
    <message>
        <source>党员</source>
        <translation>Members</translation>
    </message>
    <message>
        <source>党支部</source>
        <translation>Branch</translation>
    </message>
    <message>
        <source>党小组</source>
        <translation>Party groups</translation>
    </message>
    <message>
        <source>公开表</source>
        <translation>Notice</translation>
    </message>
</context>
<context>
    <name>PropertyPresenter</name>
    <message>
        <source>正在起草公开表</source>
        <translation>Drafting the sheet</translation>
    </message>
    <message>
        <source>修改{title}</source>
        <translation>Change: {title}</translation>
    </message>
    <message>
        <source>登记{title}</source>
        <translation>Register: {title}</translation>
    </message>
    <message>
        <source>附件一起删除。以后可以在操作记录里找回，也可以马上撤销。</source>
        <translation>Its attachments go with it. It can be brought back from the history, or undone at once.</translation>
    </message>
    <message>
        <source>删除</source>
        <translation>Delete</translation>
    </message>
    <message>
        <source>生成了 {count} 户</source>
        <translation>{count} households listed</translation>
    </message>
    <message>
        <source>登记了 {count} 户发放</source>
        <translation>{count} payments registered</translation>
    </message>
    <message>
        <source>正在读取表格</source>
        <translation>Reading the workbook</translation>
    </message>
    <message>
        <source>正在导入</source>
        <translation>Importing</translation>
    </message>
    <message>
        <source>正在导出</source>
        <translation>Exporting</translation>
    </message>
    <message>
        <source>公开表已起草，核对后送审。</source>
        <translation>The sheet is drafted; check it and submit it.</translation>
    </message>
    <message>
        <source>已删除，可以撤销</source>
        <translation>Deleted; it can be undone</translation>
    </message>
    <message>
        <source>撤销</source>
        <translation>Undo</translation>
    </message>
    <message>
        <source>介绍信</source>
        <translation>Letter</translation>
    </message>
    <message>
        <source>已保存{title}</source>
        <translation>Saved: {title}</translation>
    </message>
    <message>
        <source>删除“{title}”？</source>
        <translation>Delete “{title}”?</translation>
    </message>
    <message>
        <source>选择要导入的{title}表格</source>
        <translation>Choose the workbook to import: {title}</translation>
    </message>
    <message>
        <source>导出{title}</source>
        <translation>Export: {title}</translation>
    </message>
    <message>
        <source>表格</source>
        <translation>Workbooks</translation>
    </message>
    <message>
        <source>导入了 {count} 行</source>
        <translation>{count} rows imported</translation>
    </message>
    <message>
        <source>导出了 {count} 行</source>
        <translation>{count} rows exported</translation>
    </message>
</context>
<context>
    <name>PropertyScreen</name>
    <message>
        <source>合同</source>
        <translation>Contracts</translation>
    </message>
    <message>
        <source>资产</source>
        <translation>Assets</translation>
    </message>
    <message>
        <source>资源</source>
        <translation>Resources</translation>
    </message>
    <message>
        <source>债权债务</source>
        <translation>Debts</translation>
    </message>
    <message>
        <source>项目</source>
        <translation>Projects</translation>
    </message>
    <message>
        <source>补贴</source>
        <translation>Subsidies</translation>
    </message>
    <message>
        <source>登记{title}</source>
        <translation>Register: {title}</translation>
    </message>
    <message>
        <source>导入{title}</source>
        <translation>Import: {title}</translation>
    </message>
    <message>
        <source>导出{title}</source>
        <translation>Export: {title}</translation>
    </message>
</context>
<context>
    <name>PropertyTable</name>
    <message>
        <source>状态</source>
        <translation>State</translation>
    </message>
    <message>
        <source>情况</source>
        <translation>Standing</translation>
    </message>
</context>
<context>
    <name>ProxyDialog</name>
    <message>
        <source>由同户家人代为参加</source>
        <translation>Somebody of the household comes instead</translation>
    </message>
    <message>
        <source>确定</source>
        <translation>OK</translation>
    </message>
    <message>
        <source>{name}同户年满 18 周岁的家人：</source>
        <translation>Of age in the household of {name}:</translation>
    </message>
    <message>
        <source>{name}同户没有其他年满 18 周岁的家人。</source>
        <translation>Nobody else of age is in the household of {name}.</translation>
    </message>
    <message>
        <source>代为参加的人</source>
        <translation>Who comes instead</translation>
    </message>
</context>
<context>
    <name>PublicDialog</name>
    <message>
        <source>公开反馈：{title}</source>
        <translation>Publish: {title}</translation>
    </message>
    <message>
        <source>公开文字</source>
        <translation>Public text</translation>
    </message>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>公开</source>
        <translation>Publish</translation>
    </message>
    <message>
        <source>大家看到的只有下面这段话，不写姓名、电话、证件号和门牌，最多 {length} 个字。它会出现在办结事项公开表和县里的公开页上。</source>
        <translation>Everybody sees only the text below: no names, telephones, identity or house numbers, {length} characters at most. It stands on the sheet of settled matters and on the county&apos;s public page.</translation>
    </message>
</context>
<context>
    <name>Quarter</name>
    <message>
        <source>第一季度</source>
        <translation>First quarter</translation>
    </message>
    <message>
        <source>第二季度</source>
        <translation>Second quarter</translation>
    </message>
    <message>
        <source>第三季度</source>
        <translation>Third quarter</translation>
    </message>
    <message>
        <source>第四季度</source>
        <translation>Fourth quarter</translation>
    </message>
    <message>
        <source>{year} 年{quarter}</source>
        <translation>{quarter} {year}</translation>
    </message>
</context>
<context>
    <name>QuestionDialog</name>
    <message>
        <source>请确认</source>
        <translation>Please confirm</translation>
    </message>
    <message>
        <source>不，返回</source>
        <translation>No, go back</translation>
    </message>
</context>
<context>
    <name>ReaderDialog</name>
    <message>
        <source>字小一些（Ctrl+−）</source>
        <translation>Smaller (Ctrl+−)</translation>
    </message>
    <message>
        <source>字大一些（Ctrl++）</source>
        <translation>Larger (Ctrl++)</translation>
    </message>
    <message>
        <source>关闭</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>字号 {percent}%</source>
        <translation>Size {percent}%</translation>
    </message>
</context>
<context>
    <name>ReadingBody</name>
    <message>
        <source>没有文字，内容在下面的图片、视频或附件里。</source>
        <translation>No text; see the pictures, videos and files below.</translation>
    </message>
    <message>
        <source>图片：{name}</source>
        <translation>Picture: {name}</translation>
    </message>
    <message>
        <source>播放视频：{name}</source>
        <translation>Play video: {name}</translation>
    </message>
    <message>
        <source>视频“{name}”等待下载，下次同步时到。</source>
        <translation>Video “{name}” comes with the next exchange.</translation>
    </message>
    <message>
        <source>下载视频：{name}（{size} MB）</source>
        <translation>Download video: {name} ({size} MB)</translation>
    </message>
</context>
<context>
    <name>ReasonDialog</name>
    <message>
        <source>保存</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>原因</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>报乡镇的说明里用；清空就是收回说明</source>
        <translation>For the statement to the township; empty takes it back</translation>
    </message>
    <message>
        <source>确定</source>
        <translation>OK</translation>
    </message>
    <message>
        <source>常用原因</source>
        <translation>Usual reason</translation>
    </message>
    <message>
        <source>或者写明</source>
        <translation>or in words</translation>
    </message>
</context>
<context>
    <name>ReasonPanel</name>
    <message>
        <source>为什么有这项任务</source>
        <translation>Why this task is here</translation>
    </message>
    <message>
        <source>因为{reason}</source>
        <translation>Because: {reason}</translation>
    </message>
    <message>
        <source>另有 {n} 项，见下面的内容</source>
        <translation>{n} more, see the text below</translation>
    </message>
    <message>
        <source>有明文</source>
        <translation>laid down in writing</translation>
    </message>
    <message>
        <source>通行做法，以当地规定为准</source>
        <translation>common practice; local rules come first</translation>
    </message>
    <message>
        <source>本软件的建议</source>
        <translation>this program&apos;s proposal</translation>
    </message>
    <message>
        <source>规则：{rule}，提前 {days} 天。依据：{basis}（{sure}）</source>
        <translation>Rule: {rule}, {days} days ahead. Basis: {basis} ({sure})</translation>
    </message>
    <message>
        <source>不再提醒…</source>
        <translation>No more reminders…</translation>
    </message>
    <message>
        <source>只对这一个：{reason}</source>
        <translation>For this one only: {reason}</translation>
    </message>
    <message>
        <source>停用整条规则</source>
        <translation>Switch the whole rule off</translation>
    </message>
</context>
<context>
    <name>ReceiptsDialog</name>
    <message>
        <source>打印上报回执</source>
        <translation>Print receipts</translation>
    </message>
    <message>
        <source>从哪天</source>
        <translation>First day</translation>
    </message>
    <message>
        <source>到哪天</source>
        <translation>Last day</translation>
    </message>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>存为 PDF…</source>
        <translation>Save as PDF…</translation>
    </message>
    <message>
        <source>县里签收过的每一批都列出来：批次、县里收到的时间、改动条数、摘要，并当场核对县里的签名。打印会记入日志。</source>
        <translation>Lists every batch that the county signed for: number, when the county received it, changes, digest; the county&apos;s signatures are checked on the spot. Printing is logged.</translation>
    </message>
    <message>
        <source>这一天在“从哪天”之前。</source>
        <translation>This day is before the first day.</translation>
    </message>
    <message>
        <source>请填写日期。</source>
        <translation>Please enter a date.</translation>
    </message>
</context>
<context>
    <name>RecipientDialog</name>
    <message>
        <source>导出求职名单</source>
        <translation>Export names of seekers</translation>
    </message>
    <message>
        <source>保存</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>如 县人社局</source>
        <translation>Such as the labour office</translation>
    </message>
    <message>
        <source>给哪个单位</source>
        <translation>For whom</translation>
    </message>
    <message>
        <source>名单只有本人同意推荐的；导出会记入日志</source>
        <translation>Only those who agreed; the export is logged</translation>
    </message>
    <message>
        <source>请写接收单位。</source>
        <translation>Name the recipient.</translation>
    </message>
</context>
<context>
    <name>RecordDialog</name>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>保存</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>输入姓名、拼音或尾号</source>
        <translation>Name, pinyin or last digits</translation>
    </message>
    <message>
        <source>输入名称里的字</source>
        <translation>A part of its name</translation>
    </message>
</context>
<context>
    <name>RecordForm</name>
    <message>
        <source>留空自动编号</source>
        <translation>Leave empty for a number of its own</translation>
    </message>
    <message>
        <source>网格名称</source>
        <translation>Name of the grid</translation>
    </message>
    <message>
        <source>隐患点名称</source>
        <translation>Name of the site</translation>
    </message>
    <message>
        <source>避险场所名称</source>
        <translation>Name of the shelter</translation>
    </message>
    <message>
        <source>姓名、拼音、身份证尾号</source>
        <translation>Name, pinyin, end of ID number</translation>
    </message>
    <message>
        <source>{title}（已填 {n} 项）</source>
        <translation>{title} ({n} filled in)</translation>
    </message>
</context>
<context>
    <name>RecordPanel</name>
    <message>
        <source>没有选中</source>
        <translation>Nothing chosen</translation>
    </message>
    <message>
        <source>在左边选一条，这里显示详细情况。</source>
        <translation>Choose one on the left to see it here.</translation>
    </message>
    <message>
        <source>相关</source>
        <translation>Related</translation>
    </message>
    <message>
        <source>修改…</source>
        <translation>Change…</translation>
    </message>
    <message>
        <source>起草公开表</source>
        <translation>Draft its sheet</translation>
    </message>
    <message>
        <source>打印介绍信</source>
        <translation>Print the letter</translation>
    </message>
    <message>
        <source>修改记录</source>
        <translation>Changes</translation>
    </message>
    <message>
        <source>改为已发放</source>
        <translation>Paid after all</translation>
    </message>
    <message>
        <source>登记退回</source>
        <translation>Register as returned</translation>
    </message>
    <message>
        <source>删除…</source>
        <translation>Delete…</translation>
    </message>
    <message>
        <source>{kind}：{name}</source>
        <translation>{kind}: {name}</translation>
    </message>
    <message>
        <source>往来变动</source>
        <translation>Changes</translation>
    </message>
    <message>
        <source>付款、变更和进度</source>
        <translation>Payments, changes and progress</translation>
    </message>
    <message>
        <source>登记变动</source>
        <translation>Register a change</translation>
    </message>
    <message>
        <source>登记进展</source>
        <translation>Register a step</translation>
    </message>
    <message>
        <source>还没有登记。</source>
        <translation>Nothing registered yet.</translation>
    </message>
    <message>
        <source>修改</source>
        <translation>Change</translation>
    </message>
    <message>
        <source>删除</source>
        <translation>Delete</translation>
    </message>
</context>
<context>
    <name>RecordWords</name>
    <message>
        <source>这是敏感信息，两个值都不随冲突传送。县里现在的值取自本机档案；另一个值只在写它的那台电脑上看得到。</source>
        <translation>This is restricted information; neither value travels with the conflict. The county&apos;s value is taken from the register on this PC; the other one is seen only on the PC where it was written.</translation>
    </message>
    <message>
        <source>其他记录</source>
        <translation>Other record</translation>
    </message>
    <message>
        <source>人员</source>
        <translation>Person</translation>
    </message>
    <message>
        <source>户</source>
        <translation>Household</translation>
    </message>
    <message>
        <source>户内成员</source>
        <translation>Household member</translation>
    </message>
    <message>
        <source>敏感信息</source>
        <translation>Restricted data</translation>
    </message>
    <message>
        <source>住房</source>
        <translation>Dwelling</translation>
    </message>
    <message>
        <source>宅基地</source>
        <translation>Homestead</translation>
    </message>
    <message>
        <source>承包合同</source>
        <translation>Land contract</translation>
    </message>
    <message>
        <source>地块</source>
        <translation>Parcel</translation>
    </message>
    <message>
        <source>任务</source>
        <translation>Task</translation>
    </message>
    <message>
        <source>办理步骤</source>
        <translation>Task step</translation>
    </message>
    <message>
        <source>会议</source>
        <translation>Meeting</translation>
    </message>
    <message>
        <source>会议签到</source>
        <translation>Attendance of a meeting</translation>
    </message>
    <message>
        <source>会议议题</source>
        <translation>Topic of a meeting</translation>
    </message>
    <message>
        <source>民主评议票数</source>
        <translation>Ballots of an appraisal</translation>
    </message>
    <message>
        <source>组织成员名单</source>
        <translation>Seats of a body</translation>
    </message>
    <message>
        <source>收支</source>
        <translation>Income and expenditure</translation>
    </message>
    <message>
        <source>期初结存</source>
        <translation>Opening balance</translation>
    </message>
    <message>
        <source>低保救助</source>
        <translation>Subsistence aid</translation>
    </message>
    <message>
        <source>公开表</source>
        <translation>Notice</translation>
    </message>
    <message>
        <source>四议两公开事项</source>
        <translation>Major matters</translation>
    </message>
    <message>
        <source>四议两公开步骤</source>
        <translation>Step of a major matter</translation>
    </message>
    <message>
        <source>证明</source>
        <translation>Certificates</translation>
    </message>
    <message>
        <source>用户</source>
        <translation>User</translation>
    </message>
    <message>
        <source>合同</source>
        <translation>Contracts</translation>
    </message>
    <message>
        <source>资产</source>
        <translation>Assets</translation>
    </message>
    <message>
        <source>资源</source>
        <translation>Resources</translation>
    </message>
    <message>
        <source>债权债务</source>
        <translation>Debts</translation>
    </message>
    <message>
        <source>往来变动</source>
        <translation>Changes</translation>
    </message>
    <message>
        <source>项目</source>
        <translation>Projects</translation>
    </message>
    <message>
        <source>项目进展</source>
        <translation>Step of a project</translation>
    </message>
    <message>
        <source>补贴</source>
        <translation>Subsidies</translation>
    </message>
    <message>
        <source>村情和设置</source>
        <translation>Village facts and settings</translation>
    </message>
    <message>
        <source>附件</source>
        <translation>Attachment</translation>
    </message>
    <message>
        <source>敏感附件</source>
        <translation>Sensitive attachment</translation>
    </message>
    <message>
        <source>学习内容</source>
        <translation>Learning item</translation>
    </message>
    <message>
        <source>学习附件</source>
        <translation>Learning attachment</translation>
    </message>
    <message>
        <source>村民来信</source>
        <translation>Villager&apos;s letter</translation>
    </message>
    <message>
        <source>来信照片</source>
        <translation>Picture of a letter</translation>
    </message>
    <message>
        <source>网上预约</source>
        <translation>Online booking</translation>
    </message>
    <message>
        <source>预约答复</source>
        <translation>Answer to a booking</translation>
    </message>
    <message>
        <source>代办件</source>
        <translation>Agency case</translation>
    </message>
    <message>
        <source>代办材料</source>
        <translation>Paper of a case</translation>
    </message>
    <message>
        <source>代办记录</source>
        <translation>Step of a case</translation>
    </message>
    <message>
        <source>代办跑腿</source>
        <translation>Trip of a case</translation>
    </message>
    <message>
        <source>代办员</source>
        <translation>Agent</translation>
    </message>
    <message>
        <source>代办事项目录</source>
        <translation>Catalogue of services</translation>
    </message>
    <message>
        <source>代办去处</source>
        <translation>Place of a service</translation>
    </message>
    <message>
        <source>学习记录</source>
        <translation>Study</translation>
    </message>
    <message>
        <source>实事</source>
        <translation>Deed</translation>
    </message>
    <message>
        <source>实事参加人</source>
        <translation>Who took part</translation>
    </message>
    <message>
        <source>统计表</source>
        <translation>Table of figures</translation>
    </message>
    <message>
        <source>积分办法</source>
        <translation>Scheme of points</translation>
    </message>
    <message>
        <source>积分</source>
        <translation>Points</translation>
    </message>
    <message>
        <source>积分结账</source>
        <translation>Closing of points</translation>
    </message>
    <message>
        <source>积分申诉</source>
        <translation>Appeal against points</translation>
    </message>
    <message>
        <source>民主评议等次</source>
        <translation>Grade of the appraisal</translation>
    </message>
    <message>
        <source>{kind}：{name}</source>
        <translation>{kind}: {name}</translation>
    </message>
</context>
<context>
    <name>RecoverView</name>
    <message>
        <source>用恢复单找回</source>
        <translation>Recover with the sheet</translation>
    </message>
    <message>
        <source>请照恢复单输入恢复码，再给一位用户设新密码。空格和横线可以不输，不分大小写。</source>
        <translation>Type the code of the recovery sheet, then set a new password for one user. Blanks, dashes and case don&apos;t matter.</translation>
    </message>
    <message>
        <source>恢复码</source>
        <translation>Recovery code</translation>
    </message>
    <message>
        <source>给谁设新密码</source>
        <translation>Whose password to set</translation>
    </message>
    <message>
        <source>打开</source>
        <translation>Open</translation>
    </message>
    <message>
        <source>返回</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>新密码</source>
        <translation>New password</translation>
    </message>
    <message>
        <source>已输入 {count} / {total} 个字符</source>
        <translation>{count} / {total} characters typed</translation>
    </message>
    <message>
        <source>请输入恢复码。</source>
        <translation>Please type the recovery code.</translation>
    </message>
</context>
<context>
    <name>RectificationPage</name>
    <message>
        <source>整改列表</source>
        <translation>Things to mend</translation>
    </message>
    <message>
        <source>{year}年&#x3000;整改率 {mending}&#x3000;主动整改率 {unprompted}</source>
        <translation>{year}&#x3000;mended {mending}&#x3000;unprompted {unprompted}</translation>
    </message>
    <message>
        <source>没有要整改的</source>
        <translation>Nothing to mend</translation>
    </message>
    <message>
        <source>上级下发的通知同步后在这里；自己发现的也可以登记。</source>
        <translation>Orders from above appear here after the exchange; what the village found can be entered as well.</translation>
    </message>
    <message>
        <source>没有选中整改</source>
        <translation>Nothing chosen</translation>
    </message>
    <message>
        <source>在左边选一项，这里说明要求和办到哪一步。</source>
        <translation>Choose one on the left; here stands what is asked for and how far it is.</translation>
    </message>
    <message>
        <source>退回的原因：{text}</source>
        <translation>Sent back because: {text}</translation>
    </message>
    <message>
        <source>整改的证明材料</source>
        <translation>Evidence</translation>
    </message>
    <message>
        <source>答复整改结果…</source>
        <translation>Answer…</translation>
    </message>
    <message>
        <source>改措施…</source>
        <translation>Change measures…</translation>
    </message>
    <message>
        <source>登记整改措施…</source>
        <translation>Enter measures…</translation>
    </message>
    <message>
        <source>核验…</source>
        <translation>Verify…</translation>
    </message>
    <message>
        <source>去办：{title}</source>
        <translation>Go to: {title}</translation>
    </message>
    <message>
        <source>看任务</source>
        <translation>Task</translation>
    </message>
    <message>
        <source>转为任务</source>
        <translation>Make a task</translation>
    </message>
    <message>
        <source>删除</source>
        <translation>Delete</translation>
    </message>
    <message>
        <source>{count} 次，第一次在 {day}</source>
        <translation>{count} times, first on {day}</translation>
    </message>
    <message>
        <source>{text}（{name}，{day}）</source>
        <translation>{text} ({name}, {day})</translation>
    </message>
    <message>
        <source>要求</source>
        <translation>What is asked for</translation>
    </message>
    <message>
        <source>针对</source>
        <translation>About</translation>
    </message>
    <message>
        <source>下发日期</source>
        <translation>Ordered on</translation>
    </message>
    <message>
        <source>发现日期</source>
        <translation>Found on</translation>
    </message>
    <message>
        <source>整改期限</source>
        <translation>To be mended by</translation>
    </message>
    <message>
        <source>提醒过</source>
        <translation>Reminded</translation>
    </message>
    <message>
        <source>原因</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>措施</source>
        <translation>Measures</translation>
    </message>
    <message>
        <source>负责人</source>
        <translation>Who sees to it</translation>
    </message>
    <message>
        <source>整改完成日期</source>
        <translation>Mended on</translation>
    </message>
    <message>
        <source>答复</source>
        <translation>Answer</translation>
    </message>
    <message>
        <source>核验</source>
        <translation>Verified</translation>
    </message>
    <message>
        <source>收回的原因</source>
        <translation>Why it was withdrawn</translation>
    </message>
    <message>
        <source>要整改的</source>
        <translation>To mend</translation>
    </message>
    <message>
        <source>等核验</source>
        <translation>To be verified</translation>
    </message>
    <message>
        <source>已办结</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>全部</source>
        <translation>All</translation>
    </message>
    <message>
        <source>期限</source>
        <translation>Due</translation>
    </message>
    <message>
        <source>整改什么</source>
        <translation>What to mend</translation>
    </message>
    <message>
        <source>谁提出</source>
        <translation>By whom</translation>
    </message>
    <message>
        <source>状态</source>
        <translation>State</translation>
    </message>
</context>
<context>
    <name>ReferenceEdit</name>
    <message>
        <source>可选的记录</source>
        <translation>Records to choose from</translation>
    </message>
</context>
<context>
    <name>ReferenceListEdit</name>
    <message>
        <source>去掉“{name}”</source>
        <translation>Remove “{name}”</translation>
    </message>
</context>
<context>
    <name>ReferenceWords</name>
    <message>
        <source>{age} 岁</source>
        <translation>{age} years</translation>
    </message>
    <message>
        <source>本户 {relation}</source>
        <translation>This household {relation}</translation>
    </message>
</context>
<context>
    <name>RefusalDialog</name>
    <message>
        <source>改正：{record}</source>
        <translation>Correct: {record}</translation>
    </message>
    <message>
        <source>原来填的是 {value}；不改就空着。</source>
        <translation>It was {value}; leave empty to keep it.</translation>
    </message>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>保存并重新上传</source>
        <translation>Save and send again</translation>
    </message>
</context>
<context>
    <name>RefusedDialog</name>
    <message>
        <source>不由村里开的证明</source>
        <translation>Papers not issued by the village</translation>
    </message>
    <message>
        <source>村民要开什么：如 亲属、无犯罪、单身</source>
        <translation>What is asked for, such as kinship or no crime</translation>
    </message>
    <message>
        <source>证明</source>
        <translation>Certificates</translation>
    </message>
    <message>
        <source>该找谁</source>
        <translation>Whose job</translation>
    </message>
    <message>
        <source>怎样办</source>
        <translation>How</translation>
    </message>
    <message>
        <source>关闭</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>没有找到“{text}”。清单上没有的，请问乡镇由哪里办理。</source>
        <translation>Nothing found for “{text}”. Please ask the township who issues it.</translation>
    </message>
    <message>
        <source>可以这样说：{name}不由村里开，请找{office}。{advice}。</source>
        <translation>To be told: {name} is not issued by the village but by {office}. {advice}.</translation>
    </message>
</context>
<context>
    <name>RegisterBulk</name>
    <message>
        <source>正在批量修改</source>
        <translation>Changing the records</translation>
    </message>
    <message>
        <source>先选中几行：按住 Ctrl 或 Shift 点，或者按 Ctrl+A 全选</source>
        <translation>Choose several rows first: click with Ctrl or Shift held, or press Ctrl+A for all</translation>
    </message>
    <message>
        <source>已批量修改 {n} 条</source>
        <translation>{n} records changed</translation>
    </message>
    <message>
        <source>撤销</source>
        <translation>Undo</translation>
    </message>
</context>
<context>
    <name>RegisterCard</name>
    <message>
        <source>打开</source>
        <translation>Open</translation>
    </message>
    <message>
        <source>已登记任务：{title}</source>
        <translation>Task recorded: {title}</translation>
    </message>
    <message>
        <source>{name}不在任何户内，没有户卡</source>
        <translation>{name} is in no household and has no card</translation>
    </message>
    <message>
        <source>{name} 户</source>
        <translation>Household of {name}</translation>
    </message>
</context>
<context>
    <name>RegisterDialogs</name>
    <message>
        <source>已登记 · {what}</source>
        <translation>Recorded · {what}</translation>
    </message>
    <message>
        <source>撤销</source>
        <translation>Undo</translation>
    </message>
</context>
<context>
    <name>RegisterErasure</name>
    <message>
        <source>已依法删除</source>
        <translation>Erased by law</translation>
    </message>
    <message>
        <source>已记下；与县里同步后，县里和各台电脑一起删除</source>
        <translation>Noted; erased at the county and on every PC once exchanged</translation>
    </message>
</context>
<context>
    <name>RegisterForm</name>
    <message>
        <source>保存并下一个</source>
        <translation>Save, next</translation>
    </message>
    <message>
        <source>保存并返回</source>
        <translation>Save, back</translation>
    </message>
    <message>
        <source>有 {at} 没有保存的草稿（{n} 项）。要继续填写，还是丢弃？</source>
        <translation>There is an unsaved draft of {at} ({n} fields). Go on filling in, or discard it?</translation>
    </message>
    <message>
        <source>有未保存的修改</source>
        <translation>Unsaved changes</translation>
    </message>
    <message>
        <source>草稿，还没有保存</source>
        <translation>Draft, not saved yet</translation>
    </message>
    <message>
        <source>按亲属关系填入</source>
        <translation>Filled in from the relatives</translation>
    </message>
    <message>
        <source>请先选“继续填写”或者“丢弃草稿”，再保存</source>
        <translation>Go on with the draft or drop it first, then save</translation>
    </message>
    <message>
        <source>没有改动</source>
        <translation>No changes</translation>
    </message>
    <message>
        <source>还没有填写任何内容。</source>
        <translation>Nothing has been filled in yet.</translation>
    </message>
    <message>
        <source>按身份证号码填入</source>
        <translation>Filled in from the ID number</translation>
    </message>
    <message>
        <source>有未保存的修改，已留草稿</source>
        <translation>Unsaved changes, kept as a draft</translation>
    </message>
    <message>
        <source>已保存 · {name}</source>
        <translation>Saved · {name}</translation>
    </message>
    <message>
        <source>撤销</source>
        <translation>Undo</translation>
    </message>
    <message>
        <source>没有保存：有 {n} 处要先改正，填写的内容都还在。</source>
        <translation>Not saved: {n} places need mending first; what you filled in is all there.</translation>
    </message>
    <message>
        <source>丢弃草稿</source>
        <translation>Discard draft</translation>
    </message>
    <message>
        <source>（{problem}）</source>
        <translation> ({problem})</translation>
    </message>
    <message>
        <source>没有保存，已留作草稿：{name}</source>
        <translation>Not saved, kept as a draft: {name}</translation>
    </message>
</context>
<context>
    <name>RegisterHistory</name>
    <message>
        <source>这次操作还写了另外 {n} 条记录，会一起退回；后来改过的一条条问您。</source>
        <translation>This operation wrote {n} further records, which go back too; you are asked about each one changed later.</translation>
    </message>
    <message>
        <source>撤销“{label}”？</source>
        <translation>Undo “{label}”?</translation>
    </message>
    <message>
        <source>恢复“{label}”？</source>
        <translation>Redo “{label}”?</translation>
    </message>
    <message>
        <source>这次操作还写了另外 {n} 条记录，会一起恢复；后来改过的一条条问您。</source>
        <translation>This operation wrote {n} further records, which are redone too; you are asked about each one changed later.</translation>
    </message>
    <message>
        <source>已撤销</source>
        <translation>Undone</translation>
    </message>
    <message>
        <source>变更记录</source>
        <translation>History</translation>
    </message>
    <message>
        <source>恢复</source>
        <translation>Restore</translation>
    </message>
    <message>
        <source>撤销</source>
        <translation>Undo</translation>
    </message>
    <message>
        <source>没有可以撤销的操作</source>
        <translation>Nothing to undo</translation>
    </message>
    <message>
        <source>已撤销：{label}</source>
        <translation>Undone: {label}</translation>
    </message>
    <message>
        <source>没有可以恢复的操作</source>
        <translation>Nothing to redo</translation>
    </message>
    <message>
        <source>已恢复：{label}</source>
        <translation>Redone: {label}</translation>
    </message>
    <message>
        <source>已处理</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>；后来又改过的 {n} 条保持不变</source>
        <translation>; {n} changed later were left as they are</translation>
    </message>
</context>
<context>
    <name>RegisterLife</name>
    <message>
        <source>档案和历史保留；本人离开所在的户，最后一人离开时户销户。承包地和宅基地仍在户内。</source>
        <translation>Record and history are kept; the person leaves the household, which closes with its last member. Land and homestead stay with the household.</translation>
    </message>
    <message>
        <source>登记死亡</source>
        <translation>Record death</translation>
    </message>
    <message>
        <source>户口迁出本村。档案和历史保留，名单里默认不再显示；承包关系不变。</source>
        <translation>The hukou moves out of the village. Record and history are kept, lists no longer show the person by default; land contracts stay as they are.</translation>
    </message>
    <message>
        <source>登记迁出</source>
        <translation>Record move-out</translation>
    </message>
    <message>
        <source>死亡日期</source>
        <translation>Date of death</translation>
    </message>
    <message>
        <source>迁出日期</source>
        <translation>Moved out on</translation>
    </message>
    <message>
        <source>迁往何处</source>
        <translation>Moved to</translation>
    </message>
    <message>
        <source>死亡登记：{name}</source>
        <translation>Death: {name}</translation>
    </message>
    <message>
        <source>迁出登记：{name}</source>
        <translation>Move-out: {name}</translation>
    </message>
</context>
<context>
    <name>RegisterList</name>
    <message>
        <source>Excel 工作簿 (*.xlsx);;逗号分隔文本 (*.csv)</source>
        <translation>Excel workbook (*.xlsx);;Comma-separated text (*.csv)</translation>
    </message>
    <message>
        <source>全部</source>
        <translation>All</translation>
    </message>
    <message>
        <source>另有 {number}不在筛选范围内，也显示</source>
        <translation>Show {number} outside the filter too</translation>
    </message>
    <message>
        <source>人员名册</source>
        <translation>people</translation>
    </message>
    <message>
        <source>户名册</source>
        <translation>households</translation>
    </message>
    <message>
        <source>导出名册</source>
        <translation>Export list</translation>
    </message>
    <message>
        <source>正在导出名册</source>
        <translation>Exporting the list</translation>
    </message>
    <message>
        <source>找到 {number}</source>
        <translation>Found {number}</translation>
    </message>
    <message>
        <source>，其中 {number}不在筛选范围内</source>
        <translation>, {number} of them outside the filter</translation>
    </message>
    <message>
        <source>只显示前 {number}，请多输几个字</source>
        <translation>Only the first {number} are shown; please type more</translation>
    </message>
    <message>
        <source>撤销</source>
        <translation>Undo</translation>
    </message>
    <message>
        <source>已保存视图“{name}”</source>
        <translation>View “{name}” saved</translation>
    </message>
    <message>
        <source>已删除视图“{name}”</source>
        <translation>View “{name}” deleted</translation>
    </message>
    <message>
        <source>已导出 {number}到 {file}</source>
        <translation>Exported {number} to {file}</translation>
    </message>
</context>
<context>
    <name>RegisterPapers</name>
    <message>
        <source>打印户卡</source>
        <translation>Print household card</translation>
    </message>
    <message>
        <source>户卡</source>
        <translation>Household card</translation>
    </message>
    <message>
        <source>打印会记入日志。户卡含个人信息，用完请收好。</source>
        <translation>Printing is logged. The card holds personal data; put it away after use.</translation>
    </message>
    <message>
        <source>身份证号和手机号按全文打印</source>
        <translation>Print ID numbers and telephones in full</translation>
    </message>
    <message>
        <source>打印入户登记表</source>
        <translation>Print visit forms</translation>
    </message>
    <message>
        <source>入户登记表</source>
        <translation>Visit form</translation>
    </message>
    <message>
        <source>每户另起一张，按组和户编号排好，可以双面打印。打印会记入日志，录入后请锁存或销毁。</source>
        <translation>Each household begins on a new sheet, in order of groups and numbers, so that both sides can be printed. Printing is logged; lock the sheets away or destroy them once they are entered.</translation>
    </message>
    <message>
        <source>填好已有的内容（含完整的证件号码和电话）</source>
        <translation>Fill in what is known (with ID numbers and telephones in full)</translation>
    </message>
</context>
<context>
    <name>RegisterPast</name>
    <message>
        <source>查看某日的情况</source>
        <translation>As of a past day</translation>
    </message>
    <message>
        <source>看那一天户里有谁、地址和标签是什么。只能看，不能改；户卡可以打印。</source>
        <translation>See who was in the household that day, with addresses and tags. For reading only; the card can be printed.</translation>
    </message>
    <message>
        <source>查看</source>
        <translation>Show</translation>
    </message>
    <message>
        <source>哪一天</source>
        <translation>Which day</translation>
    </message>
    <message>
        <source>写全年月日，今天以前的任何一天</source>
        <translation>Year, month and day; any day before today</translation>
    </message>
</context>
<context>
    <name>RegisterScreen</name>
    <message>
        <source>立户</source>
        <translation>New household</translation>
    </message>
    <message>
        <source>批量修改选中的</source>
        <translation>Bulk edit of the chosen rows</translation>
    </message>
    <message>
        <source>查看某日的情况</source>
        <translation>As of a past day</translation>
    </message>
    <message>
        <source>先在名单里选中一行或几行</source>
        <translation>Choose one or several rows of the list first</translation>
    </message>
</context>
<context>
    <name>RemindersSection</name>
    <message>
        <source>提醒我办的和没人办的任务</source>
        <translation>Remind me of tasks that are mine or nobody&apos;s</translation>
    </message>
    <message>
        <source>紧急任务在免打扰时间也提醒</source>
        <translation>Urgent tasks come through quiet hours</translation>
    </message>
    <message>
        <source>每日摘要时间</source>
        <translation>Time of the daily digest</translation>
    </message>
    <message>
        <source>免打扰开始</source>
        <translation>Quiet from</translation>
    </message>
    <message>
        <source>免打扰结束</source>
        <translation>Quiet until</translation>
    </message>
    <message>
        <source>保存提醒</source>
        <translation>Save reminders</translation>
    </message>
    <message>
        <source>我的提醒</source>
        <translation>My reminders</translation>
    </message>
    <message>
        <source>每天一次摘要，只说几项、哪一类，不出现姓名和事由。每个账户各设各的。</source>
        <translation>One digest a day with kinds and numbers, no names and no matters. Each account has its own.</translation>
    </message>
    <message>
        <source>自动生成任务的规则</source>
        <translation>Rules that make tasks</translation>
    </message>
    <message>
        <source>打勾的规则到日子自动生成任务，写明原因；原因没有了，任务自动撤回。全村的电脑一样。</source>
        <translation>Ticked rules make tasks on their day and say why; when the reason is gone, so is the task. The same on all PCs of the village.</translation>
    </message>
    <message>
        <source>每日摘要</source>
        <translation>Daily digest</translation>
    </message>
    <message>
        <source>免打扰</source>
        <translation>Quiet hours</translation>
    </message>
    <message>
        <source>到</source>
        <translation>to</translation>
    </message>
    <message>
        <source>提前 {days} 天。依据：{basis}</source>
        <translation>{days} days ahead. Basis: {basis}</translation>
    </message>
    <message>
        <source>；有 {n} 个对象不再提醒</source>
        <translation>; silenced for {n}</translation>
    </message>
    <message>
        <source>提醒已保存</source>
        <translation>Reminders saved</translation>
    </message>
    <message>
        <source>规则已启用</source>
        <translation>The rule is on</translation>
    </message>
    <message>
        <source>规则已停用，它的任务已撤回</source>
        <translation>The rule is off, its tasks are taken back</translation>
    </message>
</context>
<context>
    <name>ReportDialog</name>
    <message>
        <source>还没结束就空着</source>
        <translation>Empty while it lasts</translation>
    </message>
    <message>
        <source>已启动应急响应（要 3 张照片）</source>
        <translation>An emergency response is on (3 photos wanted)</translation>
    </message>
    <message>
        <source>一人一行：姓名，性别，年龄，住址，时间，原因；失踪的前面写“失踪，”</source>
        <translation>A line each: name, sex, age, address, time, cause; begin with 失踪, for the missing</translation>
    </message>
    <message>
        <source>一户一行：户主，住址，倒塌间数，原因</source>
        <translation>A line each: head, address, rooms collapsed, cause</translation>
    </message>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>保存</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>保存并登记上报…</source>
        <translation>Save and note as reported…</translation>
    </message>
    <message>
        <source>Ctrl+回车</source>
        <translation>Ctrl+Enter</translation>
    </message>
    <message>
        <source>更正灾情报告</source>
        <translation>Correct a disaster report</translation>
    </message>
    <message>
        <source>灾情报告</source>
        <translation>Disaster reports</translation>
    </message>
    <message>
        <source>数字（没有就空着）</source>
        <translation>Figures (empty for none)</translation>
    </message>
    <message>
        <source>灾情和处置</source>
        <translation>What happened and was done</translation>
    </message>
    <message>
        <source>死亡、失踪人员名册</source>
        <translation>The dead and missing by name</translation>
    </message>
    <message>
        <source>倒塌住房名册</source>
        <translation>Collapsed houses</translation>
    </message>
    <message>
        <source>报告</source>
        <translation>Report</translation>
    </message>
    <message>
        <source>灾种</source>
        <translation>Disaster</translation>
    </message>
    <message>
        <source>开始</source>
        <translation>Began</translation>
    </message>
    <message>
        <source>结束</source>
        <translation>Ended</translation>
    </message>
    <message>
        <source>地点</source>
        <translation>Place</translation>
    </message>
    <message>
        <source>报告人</source>
        <translation>Reporter</translation>
    </message>
    <message>
        <source>比上次少的原因</source>
        <translation>Why less than before</translation>
    </message>
    <message>
        <source>请选是初报、续报还是核报。</source>
        <translation>Please choose whether it is the first, a further or the final report.</translation>
    </message>
</context>
<context>
    <name>ReportTablesScreen</name>
    <message>
        <source>报表</source>
        <translation>Tables</translation>
    </message>
    <message>
        <source>上级交办</source>
        <translation>From above</translation>
    </message>
    <message>
        <source>一表通</source>
        <translation>Tables for above</translation>
    </message>
    <message>
        <source>新报表</source>
        <translation>New table</translation>
    </message>
    <message>
        <source>照表样做报表</source>
        <translation>Table from a form</translation>
    </message>
</context>
<context>
    <name>ReporterEdit</name>
    <message>
        <source>姓名、拼音首字母；不在档案里的直接写姓名</source>
        <translation>Name or initials; who is not in the register is simply typed</translation>
    </message>
    <message>
        <source>档案里的人</source>
        <translation>People of the register</translation>
    </message>
</context>
<context>
    <name>ReportsPage</name>
    <message>
        <source>未报</source>
        <translation>Not reported</translation>
    </message>
    <message>
        <source>已报&#x3000;{way}</source>
        <translation>Reported, {way}</translation>
    </message>
    <message>
        <source>写报告…</source>
        <translation>Write…</translation>
    </message>
    <message>
        <source>灾情报告</source>
        <translation>Disaster reports</translation>
    </message>
    <message>
        <source>没有灾情报告</source>
        <translation>No disaster reports</translation>
    </message>
    <message>
        <source>按 Ctrl+N 写一份；动员中的转移人数自动填好。</source>
        <translation>Ctrl+N writes one; people moved are filled in.</translation>
    </message>
    <message>
        <source>应急响应期间要 {wanted} 张照片，现有 {photos} 张</source>
        <translation>{wanted} photos wanted during a response, {photos} there</translation>
    </message>
    <message>
        <source>登记上报</source>
        <translation>Note as reported</translation>
    </message>
    <message>
        <source>登记</source>
        <translation>Enter</translation>
    </message>
    <message>
        <source>登记以后这份报告不能再改，有变化写续报。</source>
        <translation>It is not changed afterwards; write a follow-up report instead.</translation>
    </message>
    <message>
        <source>方式</source>
        <translation>Way</translation>
    </message>
    <message>
        <source>报给谁</source>
        <translation>Reported to</translation>
    </message>
    <message>
        <source>时刻</source>
        <translation>Time</translation>
    </message>
    <message>
        <source>写于</source>
        <translation>Written</translation>
    </message>
    <message>
        <source>报告</source>
        <translation>Report</translation>
    </message>
    <message>
        <source>灾种</source>
        <translation>Disaster</translation>
    </message>
    <message>
        <source>状态</source>
        <translation>State</translation>
    </message>
    <message>
        <source>{kind}（演练）</source>
        <translation>{kind} (drill)</translation>
    </message>
    <message>
        <source>没有选中报告</source>
        <translation>No report chosen</translation>
    </message>
    <message>
        <source>照片…</source>
        <translation>Photos…</translation>
    </message>
    <message>
        <source>乡镇应急办</source>
        <translation>Township emergency office</translation>
    </message>
    <message>
        <source>空着就是现在</source>
        <translation>Empty means now</translation>
    </message>
    <message>
        <source>删除这份没有上报的报告？</source>
        <translation>Delete this report?</translation>
    </message>
    <message>
        <source>可以用 Ctrl+Z 恢复。</source>
        <translation>Ctrl+Z brings it back.</translation>
    </message>
    <message>
        <source>删除</source>
        <translation>Delete</translation>
    </message>
    <message>
        <source>内部报送材料，含个人信息，不张贴。打印会记入日志。</source>
        <translation>Internal, with personal data; never posted. The print is logged.</translation>
    </message>
    <message>
        <source>{told}（超时）</source>
        <translation>{told} (late)</translation>
    </message>
    <message>
        <source>全部</source>
        <translation>All</translation>
    </message>
    <message>
        <source>{at} 报 {to}</source>
        <translation>{at} to {to}</translation>
    </message>
    <message>
        <source>第 {n} 号&#x3000;{kind}</source>
        <translation>No. {n} {kind}</translation>
    </message>
    <message>
        <source>登记上报…</source>
        <translation>Note as reported…</translation>
    </message>
    <message>
        <source>修改…</source>
        <translation>Change…</translation>
    </message>
    <message>
        <source>打印…</source>
        <translation>Print…</translation>
    </message>
    <message>
        <source>续报…</source>
        <translation>Follow-up…</translation>
    </message>
    <message>
        <source>更正…</source>
        <translation>Correct…</translation>
    </message>
    <message>
        <source>开始 {at}&#x3000;{place}</source>
        <translation>Began {at}, {place}</translation>
    </message>
    <message>
        <source>已保存；名册还没有填齐，核报以前要补。</source>
        <translation>Stored; names are still missing and needed for the final report.</translation>
    </message>
    <message>
        <source>要在 {due} 以前上报</source>
        <translation>Due by {due}</translation>
    </message>
    <message>
        <source>已由第 {n} 号更正</source>
        <translation>Corrected by no. {n}</translation>
    </message>
</context>
<context>
    <name>ResultPage</name>
    <message>
        <source>新增</source>
        <translation>New</translation>
    </message>
    <message>
        <source>更新</source>
        <translation>Updated</translation>
    </message>
    <message>
        <source>相同，未改动</source>
        <translation>Same, unchanged</translation>
    </message>
    <message>
        <source>未导入的行</source>
        <translation>Rows not imported</translation>
    </message>
    <message>
        <source>表里没有的人</source>
        <translation>People not in the sheet</translation>
    </message>
    <message>
        <source>保存错误表…</source>
        <translation>Save error workbook…</translation>
    </message>
    <message>
        <source>打开民情档案</source>
        <translation>Open register</translation>
    </message>
    <message>
        <source>数据体检</source>
        <translation>Data check</translation>
    </message>
    <message>
        <source>再导入一个文件</source>
        <translation>Import another file</translation>
    </message>
    <message>
        <source>撤销这次导入…</source>
        <translation>Undo this import…</translation>
    </message>
    <message>
        <source>“{file}”已导入</source>
        <translation>“{file}” was imported</translation>
    </message>
    <message>
        <source>有 {count} 行没有导入。保存错误表后，在表里按“原因”和“建议”改正，再导入那张表即可。这次导入以后任何一天都可以整批撤销。</source>
        <translation>{count} rows were not imported. Save the error workbook, mend it by its columns “原因” (reason) and “建议” (advice), and import it. This import can be undone as a whole on any later day.</translation>
    </message>
    <message>
        <source>每一行都已处理。这次导入以后任何一天都可以整批撤销。</source>
        <translation>Every row was dealt with. This import can be undone as a whole on any later day.</translation>
    </message>
    <message>
        <source>见错误表</source>
        <translation>see error workbook</translation>
    </message>
</context>
<context>
    <name>RetireDialog</name>
    <message>
        <source>这台电脑不再使用</source>
        <translation>This PC is used no more</translation>
    </message>
    <message>
        <source>保留本机档案，只是不再和县里交换</source>
        <translation>Keep the register here, only stop exchanging with the county</translation>
    </message>
    <message>
        <source>销毁本机档案的钥匙：这里的档案和备份以后谁也打不开</source>
        <translation>Destroy the keys: nobody will ever open the register and its backups here again</translation>
    </message>
    <message>
        <source>请输入村名“{name}”</source>
        <translation>Type the village&apos;s name, “{name}”</translation>
    </message>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>停用这台电脑</source>
        <translation>Retire this PC</translation>
    </message>
    <message>
        <source>先和县里同步最后一次，再告诉县里停用这台电脑。停用以后要再和县里交换，须向县里要新的接入单。</source>
        <translation>The last exchange comes first, then the county is told to shut this PC out. To exchange again you will need a new sheet from the county.</translation>
    </message>
    <message>
        <source>和村名不一样，没有停用。</source>
        <translation>This is not the village&apos;s name; nothing was done.</translation>
    </message>
    <message>
        <source>正在同步最后一次…</source>
        <translation>Exchanging for the last time…</translation>
    </message>
</context>
<context>
    <name>RoundDialog</name>
    <message>
        <source>登记巡查</source>
        <translation>Enter patrols</translation>
    </message>
    <message>
        <source>修改巡查</source>
        <translation>Edit patrol</translation>
    </message>
    <message>
        <source>姓名、拼音，回车选中</source>
        <translation>Name or pinyin; Enter chooses</translation>
    </message>
    <message>
        <source>不在档案里的，写姓名</source>
        <translation>Names of people outside the register</translation>
    </message>
    <message>
        <source>巡查人</source>
        <translation>Patrollers</translation>
    </message>
    <message>
        <source>其他人</source>
        <translation>Others</translation>
    </message>
    <message>
        <source>时间</source>
        <translation>Time</translation>
    </message>
    <message>
        <source>天气</source>
        <translation>Weather</translation>
    </message>
    <message>
        <source>这一轮的隐患点</source>
        <translation>Sites of this round</translation>
    </message>
    <message>
        <source>其余都正常</source>
        <translation>The rest is normal</translation>
    </message>
    <message>
        <source>还没有结果的点都记为正常</source>
        <translation>Sites without a result become normal</translation>
    </message>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>保存</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>Ctrl+回车；没有结果的点不登记</source>
        <translation>Ctrl+Enter; sites without a result are left out</translation>
    </message>
    <message>
        <source>1 正常&#x3000;2 异常&#x3000;3 险情</source>
        <translation>1 normal&#x3000;2 abnormal&#x3000;3 danger</translation>
    </message>
    <message>
        <source>没有登记</source>
        <translation>Not entered</translation>
    </message>
</context>
<context>
    <name>RoundEntry</name>
    <message>
        <source>已登记 {n} 个点</source>
        <translation>{n} sites entered</translation>
    </message>
    <message>
        <source>，其中险情 {n} 个，请马上报告</source>
        <translation>, {n} of them in danger: report it now</translation>
    </message>
</context>
<context>
    <name>RowsDialog</name>
    <message>
        <source>不要草稿，看已保存的</source>
        <translation>Drop the draft, show what is saved</translation>
    </message>
    <message>
        <source>照抄上期</source>
        <translation>Copy last period</translation>
    </message>
    <message>
        <source>从工作簿导入…</source>
        <translation>Import from workbook…</translation>
    </message>
    <message>
        <source>插入一行</source>
        <translation>Insert row</translation>
    </message>
    <message>
        <source>删除行</source>
        <translation>Delete rows</translation>
    </message>
    <message>
        <source>上移</source>
        <translation>Move up</translation>
    </message>
    <message>
        <source>下移</source>
        <translation>Move down</translation>
    </message>
    <message>
        <source>撤销</source>
        <translation>Undo</translation>
    </message>
    <message>
        <source>重做</source>
        <translation>Make</translation>
    </message>
    <message>
        <source>关闭</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>保存</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>填写：{label}</source>
        <translation>Fill in: {label}</translation>
    </message>
    <message>
        <source>可以从 Excel 复制整块粘贴（Ctrl+V）；Alt+↑↓ 移动一行，Ctrl+Delete 删除一行。</source>
        <translation>Paste whole blocks from Excel (Ctrl+V); Alt+↑↓ moves a row, Ctrl+Delete deletes it.</translation>
    </message>
    <message>
        <source>{count} 行</source>
        <translation>{count} rows</translation>
    </message>
    <message>
        <source>{heading} {total}</source>
        <translation>{heading} {total}</translation>
    </message>
    <message>
        <source>合计：</source>
        <translation>Total: </translation>
    </message>
    <message>
        <source>这是 {at} 没有保存的内容，接着填就行。</source>
        <translation>This was not saved at {at}; just go on.</translation>
    </message>
    <message>
        <source>这张表以前各期都没有填过内容。</source>
        <translation>Nothing was filled in for this sheet in earlier periods.</translation>
    </message>
    <message>
        <source>照抄了上期 {count} 行，请改成本期的。</source>
        <translation>{count} rows of the last period copied; now change them to this one&apos;s.</translation>
    </message>
    <message>
        <source>工作簿 (*.xlsx *.xls *.et *.ods *.csv)</source>
        <translation>Workbooks (*.xlsx *.xls *.et *.ods *.csv)</translation>
    </message>
    <message>
        <source>从工作簿导入</source>
        <translation>Import from workbook</translation>
    </message>
    <message>
        <source>导入</source>
        <translation>Import</translation>
    </message>
    <message>
        <source>导入了 {count} 行。</source>
        <translation>{count} rows imported. </translation>
    </message>
    <message>
        <source>文件里没有：{names}。</source>
        <translation>Not in the file: {names}. </translation>
    </message>
    <message>
        <source>没有用到：{names}。</source>
        <translation>Not used: {names}.</translation>
    </message>
    <message>
        <source>正在读取工作簿</source>
        <translation>Reading the workbook</translation>
    </message>
</context>
<context>
    <name>RulesDialog</name>
    <message>
        <source>评分规则</source>
        <translation>Rule of the score</translation>
    </message>
    <message>
        <source>县里还没有下发规则，用程序自带的。</source>
        <translation>The county has sent no rule; the program&apos;s own holds.</translation>
    </message>
    <message>
        <source>县里下发，签名无误。</source>
        <translation>Sent by the county, signature good.</translation>
    </message>
    <message>
        <source>收到过的各版</source>
        <translation>Versions that came</translation>
    </message>
    <message>
        <source>还没有收到过。</source>
        <translation>None has come.</translation>
    </message>
    <message>
        <source>{version}&#x3000;{first} 起用</source>
        <translation>{version}&#x3000;from {first}</translation>
    </message>
    <message>
        <source>关闭</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>每季度</source>
        <translation>quarterly</translation>
    </message>
    <message>
        <source>每半年</source>
        <translation>half-yearly</translation>
    </message>
    <message>
        <source>每年</source>
        <translation>yearly</translation>
    </message>
    <message>
        <source>按期开的会</source>
        <translation>Meetings held in time</translation>
    </message>
    <message>
        <source>按期公开的表</source>
        <translation>Sheets posted in time</translation>
    </message>
    <message>
        <source>按期答复的异议</source>
        <translation>Objections answered in time</translation>
    </message>
    <message>
        <source>按期办结的事项</source>
        <translation>Events settled in time</translation>
    </message>
    <message>
        <source>按期整改并核验的问题</source>
        <translation>Things mended in time and verified</translation>
    </message>
    <message>
        <source>{period}算一次：每一类按时办的件数除以应办的件数，乘以分值；没有到期事项的类不算。</source>
        <translation>Reckoned {period}: for each kind what was done in time of what was due, times its weight; kinds of which nothing was due drop out.</translation>
    </message>
    <message>
        <source>{red} 分以上、没有漏公开的是红榜村；</source>
        <translation>Red from {red} points without a missing disclosure; </translation>
    </message>
    <message>
        <source>不到 {black} 分或有漏公开的，县里提醒后过了期限还没有补，才是黑榜村。</source>
        <translation>black only below {black} points or with a missing disclosure, when the county has reminded and its time has passed without mending.</translation>
    </message>
    <message>
        <source>提醒以后至少有 {days} 天补办。</source>
        <translation>At least {days} days after a reminder to mend.</translation>
    </message>
    <message>
        <source>{label}（{weight}/{total}）：{what}</source>
        <translation>{label} ({weight}/{total}): {what}</translation>
    </message>
</context>
<context>
    <name>RulesPage</name>
    <message>
        <source>台账</source>
        <translation>Ledger</translation>
    </message>
    <message>
        <source>党员积分办法</source>
        <translation>Scheme of members</translation>
    </message>
    <message>
        <source>家庭积分办法</source>
        <translation>Scheme of households</translation>
    </message>
    <message>
        <source>改成新的一版…</source>
        <translation>Make a new version…</translation>
    </message>
    <message>
        <source>积分项目</source>
        <translation>Items</translation>
    </message>
    <message>
        <source>现行：{name}，第 {version} 版</source>
        <translation>In force: {name}, version {version}</translation>
    </message>
    <message>
        <source>每年从零开始。</source>
        <translation>Every year begins at nothing.</translation>
    </message>
    <message>
        <source>全年上限</source>
        <translation>Ceiling of the year</translation>
    </message>
    <message>
        <source>不设</source>
        <translation>None</translation>
    </message>
    <message>
        <source>不设下限</source>
        <translation>No floor</translation>
    </message>
    <message>
        <source>各版</source>
        <translation>Versions</translation>
    </message>
    <message>
        <source>{day} 通过</source>
        <translation>adopted on {day}</translation>
    </message>
    <message>
        <source>程序自带</source>
        <translation>shipped</translation>
    </message>
    <message>
        <source>第 {version} 版，{day} 起用，{adopted}</source>
        <translation>Version {version}, from {day}, {adopted}</translation>
    </message>
    <message>
        <source>依据：{source}</source>
        <translation>Source: {source}</translation>
    </message>
    <message>
        <source>新的一版从 {day} 起用。</source>
        <translation>The new version is in force from {day}.</translation>
    </message>
</context>
<context>
    <name>SafetyPart</name>
    <message>
        <source>避险</source>
        <translation>Safety</translation>
    </message>
    <message>
        <source>在家 {home} 人，共 {people} 人</source>
        <translation>At home {home} of {people}</translation>
    </message>
    <message>
        <source>没有受隐患点威胁</source>
        <translation>No hazard site threatens this household</translation>
    </message>
    <message>
        <source>明白卡：{state}</source>
        <translation>Card: {state}</translation>
    </message>
    <message>
        <source>先转移：{name}（{needs}）</source>
        <translation>Move first: {name} ({needs})</translation>
    </message>
    <message>
        <source>变了：{what}</source>
        <translation>Changed: {what}</translation>
    </message>
</context>
<context>
    <name>SaveViewDialog</name>
    <message>
        <source>保存视图</source>
        <translation>Save view</translation>
    </message>
    <message>
        <source>办公室的人都能用</source>
        <translation>For everyone in the office</translation>
    </message>
    <message>
        <source>名称</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>保存</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>筛选条件、列、列宽和顺序一起保存；同名的会被替换。</source>
        <translation>Filters, columns, widths and order are kept together; a view of the same name is replaced.</translation>
    </message>
</context>
<context>
    <name>SchemeDialog</name>
    <message>
        <source>新的一版积分办法</source>
        <translation>New version of the scheme</translation>
    </message>
    <message>
        <source>通过新办法的会议日期</source>
        <translation>Day of the meeting that adopted it</translation>
    </message>
    <message>
        <source>名称</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>通过日期</source>
        <translation>Adopted on</translation>
    </message>
    <message>
        <source>检查项目</source>
        <translation>Items of inspections</translation>
    </message>
    <message>
        <source>上限（分）</source>
        <translation>Ceiling</translation>
    </message>
    <message>
        <source>{item}的上限</source>
        <translation>Ceiling of {item}</translation>
    </message>
    <message>
        <source>从哪天起用</source>
        <translation>In force from</translation>
    </message>
    <message>
        <source>存为新版本</source>
        <translation>Keep as a new version</translation>
    </message>
    <message>
        <source>现在用的是 {version} 版。清空名称就去掉这一项。上限要和家庭积分办法一致，已安排的检查照旧。</source>
        <translation>Version {version} is in force. An empty name drops the item. Ceilings agree with the points scheme; planned rounds keep theirs.</translation>
    </message>
    <message>
        <source>几岁起可远程履职</source>
        <translation>Serves from afar from age</translation>
    </message>
    <message>
        <source>类别和上限</source>
        <translation>Categories and ceilings</translation>
    </message>
    <message>
        <source>类别</source>
        <translation>Category</translation>
    </message>
    <message>
        <source>全年上限</source>
        <translation>Ceiling of the year</translation>
    </message>
    <message>
        <source>每季上限</source>
        <translation>Ceiling of the quarter</translation>
    </message>
    <message>
        <source>不设</source>
        <translation>None</translation>
    </message>
    <message>
        <source>积分项目</source>
        <translation>Items</translation>
    </message>
    <message>
        <source>项目</source>
        <translation>Item</translation>
    </message>
    <message>
        <source>最低分</source>
        <translation>Least</translation>
    </message>
    <message>
        <source>最高分</source>
        <translation>Most</translation>
    </message>
    <message>
        <source>加一项</source>
        <translation>Add an item</translation>
    </message>
    <message>
        <source>去掉这项</source>
        <translation>Drop this item</translation>
    </message>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>启用新的一版</source>
        <translation>Adopt the version</translation>
    </message>
    <message>
        <source>类别和上限（空着不封顶）</source>
        <translation>Categories and ceilings (empty: none)</translation>
    </message>
    <message>
        <source>项目（固定分值的，两格写一样）</source>
        <translation>Items (fixed points: the same in both)</translation>
    </message>
    <message>
        <source>请填日期，如 2027-01-01。</source>
        <translation>Please give a day, such as 2027-01-01.</translation>
    </message>
    <message>
        <source>请填周岁，如 75；不设就空着。</source>
        <translation>Please give years, such as 75, or leave it empty.</translation>
    </message>
    <message>
        <source>第 {row} 行的“{text}”不是分值，请写数字，如 3 或 0.5。</source>
        <translation>Line {row}: “{text}” is no number of points; write 3 or 0.5.</translation>
    </message>
</context>
<context>
    <name>ScoreModel</name>
    <message>
        <source>户主</source>
        <translation>Head</translation>
    </message>
    <message>
        <source>小组、住址</source>
        <translation>Group, address</translation>
    </message>
    <message>
        <source>合计</source>
        <translation>Total</translation>
    </message>
    <message>
        <source>没看到的原因</source>
        <translation>Why not seen</translation>
    </message>
    <message>
        <source>备注</source>
        <translation>Note</translation>
    </message>
    <message>
        <source>检查人都要回避，请加人</source>
        <translation>All inspectors are kin: add one</translation>
    </message>
    <message>
        <source>{aside}回避，由{inspectors}看</source>
        <translation>{aside} stands aside; {inspectors} go</translation>
    </message>
    <message>
        <source>全户外出</source>
        <translation>All away</translation>
    </message>
</context>
<context>
    <name>ScorePage</name>
    <message>
        <source>看规则…</source>
        <translation>See the rule…</translation>
    </message>
    <message>
        <source>各类得分</source>
        <translation>By kind</translation>
    </message>
    <message>
        <source>扣分明细</source>
        <translation>Lost points</translation>
    </message>
    <message>
        <source>去办</source>
        <translation>Mend it</translation>
    </message>
    <message>
        <source>只算登记在册的工作，不算登录、阅读和时长；不排名。选一行，按“去办”补上。</source>
        <translation>Only work on record counts, no log-ins, reading or minutes; nobody is ranked. Choose a line and mend it.</translation>
    </message>
    <message>
        <source>本机默认</source>
        <translation>the program&apos;s own</translation>
    </message>
    <message>
        <source>县里下发，签名无误</source>
        <translation>sent by the county, signature good</translation>
    </message>
    <message>
        <source>规则 {version}（{origin}）
校验码 {mark}</source>
        <translation>Rule {version} ({origin})
Check code {mark}</translation>
    </message>
    <message>
        <source>没有扣分</source>
        <translation>No points lost</translation>
    </message>
    <message>
        <source>到期的事都按时办了。</source>
        <translation>Everything due was done in time.</translation>
    </message>
    <message>
        <source>有 {count} 张该公开的还没有公开</source>
        <translation>{count} disclosures are missing</translation>
    </message>
    <message>
        <source>县里已提醒，{day} 前补上的不算黑榜</source>
        <translation>The county has reminded; what is mended by {day} is not black</translation>
    </message>
    <message>
        <source>县里提醒过，{day} 的期限已过</source>
        <translation>The county reminded, and {day} has passed</translation>
    </message>
    <message>
        <source>看登记</source>
        <translation>See the record</translation>
    </message>
    <message>
        <source>安排补开…</source>
        <translation>Plan to make good…</translation>
    </message>
    <message>
        <source>去办理</source>
        <translation>Go and settle</translation>
    </message>
    <message>
        <source>去整改</source>
        <translation>Go and mend</translation>
    </message>
    <message>
        <source>没有办</source>
        <translation>Not done</translation>
    </message>
    <message>
        <source>接着办</source>
        <translation>Go on</translation>
    </message>
    <message>
        <source>制作公开表…</source>
        <translation>Make the notice…</translation>
    </message>
    <message>
        <source>类别</source>
        <translation>Kind</translation>
    </message>
    <message>
        <source>分值</source>
        <translation>Weight</translation>
    </message>
    <message>
        <source>按时/应办</source>
        <translation>In time/due</translation>
    </message>
    <message>
        <source>扣分</source>
        <translation>Points</translation>
    </message>
    <message>
        <source>没有按时办的事</source>
        <translation>Not done in time</translation>
    </message>
    <message>
        <source>现在</source>
        <translation>Now</translation>
    </message>
    <message>
        <source>最后一天</source>
        <translation>Last day</translation>
    </message>
    <message>
        <source>{day} 补办</source>
        <translation>Done on {day}</translation>
    </message>
</context>
<context>
    <name>ScreenSpec</name>
    <message>
        <source>今日</source>
        <translation>Today</translation>
    </message>
    <message>
        <source>民情档案</source>
        <translation>Register</translation>
    </message>
    <message>
        <source>任务</source>
        <translation>Tasks</translation>
    </message>
    <message>
        <source>三务公开</source>
        <translation>Disclosure</translation>
    </message>
    <message>
        <source>公开任务</source>
        <translation>Duties</translation>
    </message>
    <message>
        <source>财务</source>
        <translation>Finance</translation>
    </message>
    <message>
        <source>四议两公开</source>
        <translation>Major matters</translation>
    </message>
    <message>
        <source>证明</source>
        <translation>Certificates</translation>
    </message>
    <message>
        <source>三资台账</source>
        <translation>Property ledgers</translation>
    </message>
    <message>
        <source>日常</source>
        <translation>Daily</translation>
    </message>
    <message>
        <source>党建</source>
        <translation>Party</translation>
    </message>
    <message>
        <source>公开</source>
        <translation>Disclosure</translation>
    </message>
    <message>
        <source>财务三资</source>
        <translation>Finance</translation>
    </message>
    <message>
        <source>平安应急</source>
        <translation>Safety</translation>
    </message>
    <message>
        <source>走访</source>
        <translation>Visits</translation>
    </message>
    <message>
        <source>记走访</source>
        <translation>Log a visit</translation>
    </message>
    <message>
        <source>导入</source>
        <translation>Import</translation>
    </message>
    <message>
        <source>数据体检</source>
        <translation>Data check</translation>
    </message>
    <message>
        <source>党员和组织</source>
        <translation>Party members</translation>
    </message>
    <message>
        <source>会议</source>
        <translation>Meetings</translation>
    </message>
    <message>
        <source>学习实事</source>
        <translation>Learning and deeds</translation>
    </message>
    <message>
        <source>积分</source>
        <translation>Points</translation>
    </message>
    <message>
        <source>履职</source>
        <translation>Obligations</translation>
    </message>
    <message>
        <source>红黑榜</source>
        <translation>Red and black board</translation>
    </message>
    <message>
        <source>民情分析</source>
        <translation>What people care about</translation>
    </message>
    <message>
        <source>村民服务</source>
        <translation>Services</translation>
    </message>
    <message>
        <source>务工</source>
        <translation>Work and jobs</translation>
    </message>
    <message>
        <source>代办</source>
        <translation>Services</translation>
    </message>
    <message>
        <source>巡查</source>
        <translation>Patrols</translation>
    </message>
    <message>
        <source>一表通</source>
        <translation>Tables for above</translation>
    </message>
    <message>
        <source>应急动员</source>
        <translation>Emergency</translation>
    </message>
    <message>
        <source>备份与设置</source>
        <translation>Backup and settings</translation>
    </message>
    <message>
        <source>同步</source>
        <translation>Sync</translation>
    </message>
</context>
<context>
    <name>SeatDialog</name>
    <message>
        <source>保存</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>人员</source>
        <translation>People</translation>
    </message>
    <message>
        <source>职务</source>
        <translation>Post</translation>
    </message>
    <message>
        <source>代表的范围</source>
        <translation>Speaks for</translation>
    </message>
    <message>
        <source>代表户数</source>
        <translation>Households</translation>
    </message>
    <message>
        <source>就任</source>
        <translation>From</translation>
    </message>
    <message>
        <source>离任</source>
        <translation>Until</translation>
    </message>
    <message>
        <source>离任原因</source>
        <translation>Why it ended</translation>
    </message>
</context>
<context>
    <name>SeatsDialog</name>
    <message>
        <source>组织成员名单</source>
        <translation>Seats of a body</translation>
    </message>
    <message>
        <source>添加…</source>
        <translation>Add…</translation>
    </message>
    <message>
        <source>修改、离任…</source>
        <translation>Change or end…</translation>
    </message>
    <message>
        <source>删除</source>
        <translation>Delete</translation>
    </message>
    <message>
        <source>关闭</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>姓名</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>职务</source>
        <translation>Post</translation>
    </message>
    <message>
        <source>代表的范围</source>
        <translation>Speaks for</translation>
    </message>
    <message>
        <source>户数</source>
        <translation>Households</translation>
    </message>
    <message>
        <source>就任</source>
        <translation>From</translation>
    </message>
    <message>
        <source>离任</source>
        <translation>Until</translation>
    </message>
    <message>
        <source>在任 {count} 人</source>
        <translation>{count} in office</translation>
    </message>
    <message>
        <source>从名单删除“{name}”？</source>
        <translation>Delete “{name}” from the list?</translation>
    </message>
    <message>
        <source>登记错了才删除。离任的人请点“修改、离任”，写明离任日期，以前的会议还查得到。</source>
        <translation>Delete only what was a mistake. For somebody who left, enter the day under “Change or end”, so that older meetings still know.</translation>
    </message>
</context>
<context>
    <name>SectionView</name>
    <message>
        <source>修改{what}</source>
        <translation>Edit {what}</translation>
    </message>
    <message>
        <source>变更记录</source>
        <translation>History</translation>
    </message>
    <message>
        <source>未填 {n} 项</source>
        <translation>{n} not filled in</translation>
    </message>
</context>
<context>
    <name>SeekerDialog</name>
    <message>
        <source>修改求职登记</source>
        <translation>Change the registration</translation>
    </message>
    <message>
        <source>求职登记</source>
        <translation>Register a seeker</translation>
    </message>
    <message>
        <source>保存</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>如 缝纫、开叉车</source>
        <translation>Such as sewing, fork lift</translation>
    </message>
    <message>
        <source>每月多少元，不说可以不填</source>
        <translation>Yuan a month, may be empty</translation>
    </message>
    <message>
        <source>想学什么</source>
        <translation>What to learn</translation>
    </message>
    <message>
        <source>如 要接送孩子，只能白天</source>
        <translation>Such as fetching children, days only</translation>
    </message>
    <message>
        <source>谁找工作</source>
        <translation>Who looks for work</translation>
    </message>
    <message>
        <source>工种</source>
        <translation>Kind of work</translation>
    </message>
    <message>
        <source>想做什么</source>
        <translation>Wanted work</translation>
    </message>
    <message>
        <source>地点</source>
        <translation>Place</translation>
    </message>
    <message>
        <source>期望工资</source>
        <translation>Wanted pay</translation>
    </message>
    <message>
        <source>哪天可以上岗</source>
        <translation>Can begin on</translation>
    </message>
    <message>
        <source>会什么</source>
        <translation>Skills</translation>
    </message>
    <message>
        <source>证书</source>
        <translation>Certificates</translation>
    </message>
    <message>
        <source>培训愿望</source>
        <translation>Training wished</translation>
    </message>
    <message>
        <source>不便之处</source>
        <translation>Limits</translation>
    </message>
    <message>
        <source>同意推荐</source>
        <translation>Agreed</translation>
    </message>
    <message>
        <source>本人同意把姓名、电话推荐给单位</source>
        <translation>Agrees that name and telephone go to employers</translation>
    </message>
    <message>
        <source>备注</source>
        <translation>Note</translation>
    </message>
    <message>
        <source>请选一个人。</source>
        <translation>Choose one person.</translation>
    </message>
    <message>
        <source>请填整数，每月多少元。</source>
        <translation>Give whole yuan a month.</translation>
    </message>
</context>
<context>
    <name>SessionDialog</name>
    <message>
        <source>安排集中学习</source>
        <translation>Plan a session</translation>
    </message>
    <message>
        <source>学习内容</source>
        <translation>Learning content</translation>
    </message>
    <message>
        <source>学什么</source>
        <translation>What to study</translation>
    </message>
    <message>
        <source>按空格打勾</source>
        <translation>Space ticks</translation>
    </message>
    <message>
        <source>算哪种会</source>
        <translation>Counts as</translation>
    </message>
    <message>
        <source>一次会可以算几种，每种各记一次</source>
        <translation>One meeting may be of several kinds; each counts once</translation>
    </message>
    <message>
        <source>日期</source>
        <translation>Day</translation>
    </message>
    <message>
        <source>时间</source>
        <translation>Time</translation>
    </message>
    <message>
        <source>地点</source>
        <translation>Place</translation>
    </message>
    <message>
        <source>哪个支部</source>
        <translation>Branch</translation>
    </message>
    <message>
        <source>会议名称</source>
        <translation>Name of the meeting</translation>
    </message>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>安排</source>
        <translation>Plan</translation>
    </message>
</context>
<context>
    <name>SettingsPresenter</name>
    <message>
        <source>正在备份</source>
        <translation>Backing up</translation>
    </message>
    <message>
        <source>备份到别处</source>
        <translation>Back up elsewhere</translation>
    </message>
    <message>
        <source>村情通备份 (*.cqb)</source>
        <translation>村情通 backup (*.cqb)</translation>
    </message>
    <message>
        <source>正在试恢复</source>
        <translation>Trying a restore</translation>
    </message>
    <message>
        <source>选择第二备份位置</source>
        <translation>Choose second backup place</translation>
    </message>
    <message>
        <source>正在抄备份</source>
        <translation>Copying the backup</translation>
    </message>
    <message>
        <source>恢复到哪个空文件夹</source>
        <translation>Restore into which empty folder</translation>
    </message>
    <message>
        <source>那以后登记的都不在这份备份里。现在的档案先备份一次，再整个挪到旁边，不会删除。换回以后要重新输入密码，密码还是现在的。</source>
        <translation>What was entered since is not in this backup. The present register is backed up first and then moved aside as a whole, nothing is deleted. Afterwards you enter your password again; it is still today&apos;s.</translation>
    </message>
    <message>
        <source>换回</source>
        <translation>Go back</translation>
    </message>
    <message>
        <source>停用后不能再登录；以前做过的事仍然记在名下。</source>
        <translation>They can no longer sign in; what they did stays under their name.</translation>
    </message>
    <message>
        <source>停用</source>
        <translation>Deactivate</translation>
    </message>
    <message>
        <source>重做恢复单？</source>
        <translation>Make a new recovery sheet?</translation>
    </message>
    <message>
        <source>重做</source>
        <translation>Make</translation>
    </message>
    <message>
        <source>备份完成。</source>
        <translation>Backup done.</translation>
    </message>
    <message>
        <source>正在恢复</source>
        <translation>Restoring</translation>
    </message>
    <message>
        <source>先备份现在的档案</source>
        <translation>Backing up the present register first</translation>
    </message>
    <message>
        <source>换回 {time} 的备份？</source>
        <translation>Go back to the backup of {time}?</translation>
    </message>
    <message>
        <source>试恢复通过：{tables} 张表 {rows} 行逐一核对，完全一致。</source>
        <translation>Trial restore passed: {rows} rows of {tables} tables compared one by one, all the same.</translation>
    </message>
    <message>
        <source>已恢复。要看它：锁定以后点“换一个数据文件夹”，选“{folder}”。</source>
        <translation>Restored. To look at it: lock, press “Another data folder”, choose “{folder}”.</translation>
    </message>
    <message>
        <source>第二备份位置已改。</source>
        <translation>The second backup place was changed.</translation>
    </message>
    <message>
        <source>新恢复单一做好，旧的那张马上作废。请先准备好打印机。</source>
        <translation>As soon as the new sheet is made the old one is worthless. Please have the printer ready.</translation>
    </message>
    <message>
        <source>停用“{login}”？</source>
        <translation>Deactivate “{login}”?</translation>
    </message>
    <message>
        <source>设置已保存。</source>
        <translation>Settings saved.</translation>
    </message>
    <message>
        <source>已添加用户。</source>
        <translation>User added.</translation>
    </message>
    <message>
        <source>岗位和密码已改。</source>
        <translation>Role and password changed.</translation>
    </message>
    <message>
        <source>已保存。</source>
        <translation>Saved.</translation>
    </message>
    <message>
        <source>已停用。</source>
        <translation>Deactivated.</translation>
    </message>
    <message>
        <source>密码已改，下次用新密码登录。</source>
        <translation>Password changed; use the new one next time.</translation>
    </message>
</context>
<context>
    <name>SettingsScreen</name>
    <message>
        <source>备份</source>
        <translation>Backup</translation>
    </message>
    <message>
        <source>用户和密码</source>
        <translation>Users and passwords</translation>
    </message>
    <message>
        <source>设置</source>
        <translation>Settings</translation>
    </message>
    <message>
        <source>提醒和规则</source>
        <translation>Reminders and rules</translation>
    </message>
    <message>
        <source>备份与设置</source>
        <translation>Backup and settings</translation>
    </message>
</context>
<context>
    <name>SheetDialog</name>
    <message>
        <source>新的恢复单</source>
        <translation>New recovery sheet</translation>
    </message>
    <message>
        <source>打印…</source>
        <translation>Print…</translation>
    </message>
    <message>
        <source>我已收好</source>
        <translation>I have put it away</translation>
    </message>
    <message>
        <source>忘记密码时靠它进来。请打印后锁进柜子，不要拍照。旧的恢复单已经作废。</source>
        <translation>It lets you in when the password is forgotten. Print it and lock it away, take no photo. The old sheet is void from now on.</translation>
    </message>
    <message>
        <source>村情通恢复单</source>
        <translation>Cunqingtong recovery sheet</translation>
    </message>
    <message>
        <source>已送往打印机。</source>
        <translation>Sent to the printer.</translation>
    </message>
</context>
<context>
    <name>SheetStep</name>
    <message>
        <source>打印恢复单</source>
        <translation>Print recovery sheet</translation>
    </message>
    <message>
        <source>存成 PDF（放 U 盘）</source>
        <translation>Save as PDF (to a USB stick)</translation>
    </message>
    <message>
        <source>印好或抄好以后，请照着纸上填这几个位置的字符，证明恢复单在手里：</source>
        <translation>When it is printed or copied out, fill in the characters at these places from the paper, to prove that you hold it:</translation>
    </message>
    <message>
        <source>把恢复单印出来，锁进柜子</source>
        <translation>Print the recovery sheet and lock it away</translation>
    </message>
    <message>
        <source>忘了密码，只有它能打开。电脑里不存这个码，谁也查不到。</source>
        <translation>If the password is forgotten, only this opens. The code is not kept in the PC; nobody can look it up.</translation>
    </message>
    <message>
        <source>第 {position} 位</source>
        <translation>No. {position}</translation>
    </message>
    <message>
        <source>请先填好这 {count} 个字符。</source>
        <translation>Please fill in these {count} characters first.</translation>
    </message>
    <message>
        <source>第 {positions} 位和恢复单不一样，请对照纸上再填。</source>
        <translation>No. {positions} differs from the sheet; please look at the paper again.</translation>
    </message>
</context>
<context>
    <name>SheltersPage</name>
    <message>
        <source>登记避灾点…</source>
        <translation>Enter a shelter…</translation>
    </message>
    <message>
        <source>避灾点</source>
        <translation>Shelters</translation>
    </message>
    <message>
        <source>保存</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>名称</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>位置</source>
        <translation>Place</translation>
    </message>
    <message>
        <source>可住人数</source>
        <translation>Capacity</translation>
    </message>
    <message>
        <source>管理人</source>
        <translation>Keeper</translation>
    </message>
    <message>
        <source>电话</source>
        <translation>Telephone</translation>
    </message>
    <message>
        <source>物资</source>
        <translation>Stock</translation>
    </message>
    <message>
        <source>备注</source>
        <translation>Note</translation>
    </message>
    <message>
        <source>状态</source>
        <translation>State</translation>
    </message>
    <message>
        <source>没有避灾点</source>
        <translation>No shelters</translation>
    </message>
    <message>
        <source>按 Ctrl+N 登记：村小学、文化礼堂等，平时就登好。</source>
        <translation>Ctrl+N enters one, such as the school or the hall; do so in quiet times.</translation>
    </message>
    <message>
        <source>没有选中避灾点</source>
        <translation>No shelter chosen</translation>
    </message>
    <message>
        <source>修改避灾点</source>
        <translation>Change a shelter</translation>
    </message>
    <message>
        <source>登记避灾点</source>
        <translation>Enter a shelter</translation>
    </message>
    <message>
        <source>空着用管理人的手机</source>
        <translation>Empty takes the keeper&apos;s number</translation>
    </message>
    <message>
        <source>停用日期</source>
        <translation>Closed on</translation>
    </message>
    <message>
        <source>在用</source>
        <translation>In use</translation>
    </message>
    <message>
        <source>修改…</source>
        <translation>Change…</translation>
    </message>
    <message>
        <source>{day} 停用</source>
        <translation>Closed {day}</translation>
    </message>
    <message>
        <source>物资：{stock}</source>
        <translation>Stock: {stock}</translation>
    </message>
</context>
<context>
    <name>SideBlock</name>
    <message>
        <source>还有 {n} 项，见“{screen}”</source>
        <translation>{n} more, see “{screen}”</translation>
    </message>
</context>
<context>
    <name>SignDialog</name>
    <message>
        <source>登记签字</source>
        <translation>Enter the signature</translation>
    </message>
    <message>
        <source>登记</source>
        <translation>Enter</translation>
    </message>
    <message>
        <source>打印的会议记录由主持人、记录人签字以后登记。登记以后不能再改，除非写明原因重新打开。</source>
        <translation>Enter it once the printed minutes are signed. From then on they are changed only after they were opened again with a reason.</translation>
    </message>
    <message>
        <source>签字日期</source>
        <translation>Signed on</translation>
    </message>
</context>
<context>
    <name>SitePage</name>
    <message>
        <source>结果</source>
        <translation>Results</translation>
    </message>
    <message>
        <source>上次 {value}（{moment}）</source>
        <translation>Last {value} ({moment})</translation>
    </message>
    <message>
        <source>还没有量过</source>
        <translation>Never measured</translation>
    </message>
    <message>
        <source>看到的</source>
        <translation>Seen</translation>
    </message>
    <message>
        <source>情况</source>
        <translation>Notes</translation>
    </message>
    <message>
        <source>处置</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>报告给</source>
        <translation>Reported to</translation>
    </message>
    <message>
        <source>不填就是巡查的时间</source>
        <translation>Empty: when it was patrolled</translation>
    </message>
    <message>
        <source>报告时间</source>
        <translation>Reported at</translation>
    </message>
    <message>
        <source>同时登记为紧急事项</source>
        <translation>Put on the task log as urgent</translation>
    </message>
    <message>
        <source>不填就是上面的时间</source>
        <translation>Empty: the time above</translation>
    </message>
    <message>
        <source>时间</source>
        <translation>Time</translation>
    </message>
</context>
<context>
    <name>SitesPage</name>
    <message>
        <source>还没有读数</source>
        <translation>No reading yet</translation>
    </message>
    <message>
        <source>信号、路线和监测人的电话印在明白卡上，缺了发不了卡。</source>
        <translation>Signal, route and the monitor&apos;s telephone stand on the card; without them no card is issued.</translation>
    </message>
    <message>
        <source>一行一个：裂缝1（毫米）变化5 上限30</source>
        <translation>One a line, as in the help: name, unit, change, upper bound</translation>
    </message>
    <message>
        <source>销号以后不再排巡查，明白卡要收回；记录都留着。</source>
        <translation>A closed site is not patrolled any more and its cards are taken back; records stay.</translation>
    </message>
    <message>
        <source>新增隐患点</source>
        <translation>Add site</translation>
    </message>
    <message>
        <source>隐患点列表</source>
        <translation>List of hazard sites</translation>
    </message>
    <message>
        <source>修改隐患点</source>
        <translation>Edit site</translation>
    </message>
    <message>
        <source>保存</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>名称</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>种类</source>
        <translation>Kind</translation>
    </message>
    <message>
        <source>位置</source>
        <translation>Position</translation>
    </message>
    <message>
        <source>编号</source>
        <translation>Number</translation>
    </message>
    <message>
        <source>责任人</source>
        <translation>In charge</translation>
    </message>
    <message>
        <source>监测人</source>
        <translation>Monitor</translation>
    </message>
    <message>
        <source>预警信号</source>
        <translation>Signal</translation>
    </message>
    <message>
        <source>谁发信号</source>
        <translation>Given by</translation>
    </message>
    <message>
        <source>撤离路线</source>
        <translation>Route</translation>
    </message>
    <message>
        <source>避险场所</source>
        <translation>Shelter</translation>
    </message>
    <message>
        <source>安置单位和电话</source>
        <translation>Resettlement, telephone</translation>
    </message>
    <message>
        <source>救护单位和电话</source>
        <translation>Rescue, telephone</translation>
    </message>
    <message>
        <source>规模</source>
        <translation>Scale</translation>
    </message>
    <message>
        <source>诱因</source>
        <translation>Cause</translation>
    </message>
    <message>
        <source>本户注意</source>
        <translation>Advice</translation>
    </message>
    <message>
        <source>状态</source>
        <translation>State</translation>
    </message>
    <message>
        <source>发现日期</source>
        <translation>Found on</translation>
    </message>
    <message>
        <source>巡查次序</source>
        <translation>Place on the route</translation>
    </message>
    <message>
        <source>量什么</source>
        <translation>Readings</translation>
    </message>
    <message>
        <source>备注</source>
        <translation>Note</translation>
    </message>
    <message>
        <source>受威胁户</source>
        <translation>Threatened households</translation>
    </message>
    <message>
        <source>档案里标了受威胁、还没有选隐患点的有 {n} 户：{heads}</source>
        <translation>Tagged as threatened in the register, but below no site: {n} households: {heads}</translation>
    </message>
    <message>
        <source>隐患点销号</source>
        <translation>Close site</translation>
    </message>
    <message>
        <source>销号</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>日期</source>
        <translation>Day</translation>
    </message>
    <message>
        <source>理由</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>隐患点</source>
        <translation>Hazard site</translation>
    </message>
    <message>
        <source>户</source>
        <translation>Household</translation>
    </message>
    <message>
        <source>人</source>
        <translation>Person</translation>
    </message>
    <message>
        <source>需协助</source>
        <translation>To help</translation>
    </message>
    <message>
        <source>还没有隐患点</source>
        <translation>No hazard site yet</translation>
    </message>
    <message>
        <source>按 Ctrl+N 新增：种类、位置、监测人、信号、路线，再选受威胁的户。</source>
        <translation>Ctrl+N adds one: kind, position, monitor, signal, route, then the households.</translation>
    </message>
    <message>
        <source>没有销号的隐患点</source>
        <translation>No closed site</translation>
    </message>
    <message>
        <source>没有选中隐患点</source>
        <translation>No site chosen</translation>
    </message>
    <message>
        <source>信号</source>
        <translation>Signal</translation>
    </message>
    <message>
        <source>路线</source>
        <translation>Route</translation>
    </message>
    <message>
        <source>安置单位</source>
        <translation>Resettlement</translation>
    </message>
    <message>
        <source>救护单位</source>
        <translation>Rescue</translation>
    </message>
    <message>
        <source>读数</source>
        <translation>Readings</translation>
    </message>
    <message>
        <source>受威胁 {households} 户 {people} 人，今天在家 {home} 人，需协助转移 {help} 人</source>
        <translation>Threatens {households} households, {people} people; at home today {home}, to be helped {help}</translation>
    </message>
    <message>
        <source>明白卡</source>
        <translation>Cards</translation>
    </message>
    <message>
        <source>巡查记录</source>
        <translation>Patrols</translation>
    </message>
    <message>
        <source>照片…</source>
        <translation>Pictures…</translation>
    </message>
    <message>
        <source>怎样治理好的，谁验收的</source>
        <translation>How it was mended and who accepted it</translation>
    </message>
    <message>
        <source>在管</source>
        <translation>Watched</translation>
    </message>
    <message>
        <source>已销号</source>
        <translation>Closed</translation>
    </message>
    <message>
        <source>没有受威胁的户</source>
        <translation>Threatens no household</translation>
    </message>
    <message>
        <source>{head}&#x3000;{place}&#x3000;在家 {home} 人</source>
        <translation>{head}&#x3000;{place}&#x3000;{home} at home</translation>
    </message>
    <message>
        <source>还有 {n} 户，见“明白卡”</source>
        <translation>{n} more, see cards</translation>
    </message>
    <message>
        <source>恢复在管</source>
        <translation>Watch again</translation>
    </message>
    <message>
        <source>登记巡查</source>
        <translation>Enter patrols</translation>
    </message>
    <message>
        <source>修改…</source>
        <translation>Change…</translation>
    </message>
    <message>
        <source>销号…</source>
        <translation>Close…</translation>
    </message>
    <message>
        <source>{name}：{value}</source>
        <translation>{name}: {value}</translation>
    </message>
</context>
<context>
    <name>SplitDialog</name>
    <message>
        <source>分户：{name}户</source>
        <translation>Split of the household of {name}</translation>
    </message>
    <message>
        <source>勾选的人另立一户，编下一个户编号。原户的户编号、承包地、宅基地、住房、积分和红黑榜都留在原户；宅基地另行审批。</source>
        <translation>Those ticked open a household of their own with the next number. The old household keeps its number, contracted land, homestead, dwellings, points and boards; a homestead is approved separately.</translation>
    </message>
    <message>
        <source>分户</source>
        <translation>Split</translation>
    </message>
    <message>
        <source>分出的成员</source>
        <translation>Who leaves</translation>
    </message>
    <message>
        <source>空格键打勾</source>
        <translation>Space ticks</translation>
    </message>
    <message>
        <source>新户的户主</source>
        <translation>Head of the new household</translation>
    </message>
    <message>
        <source>原户的新户主</source>
        <translation>New head of the old one</translation>
    </message>
    <message>
        <source>新户地址</source>
        <translation>Address of the new one</translation>
    </message>
    <message>
        <source>（无户主）</source>
        <translation>(no head)</translation>
    </message>
    <message>
        <source>新户：{name}户</source>
        <translation>New household of {name}</translation>
    </message>
    <message>
        <source>原户：{name}户&#x3000;{number}</source>
        <translation>Old household of {name} {number}</translation>
    </message>
</context>
<context>
    <name>StandingsPage</name>
    <message>
        <source>年度</source>
        <translation>Year</translation>
    </message>
    <message>
        <source>季度</source>
        <translation>Quarter</translation>
    </message>
    <message>
        <source>全年</source>
        <translation>Whole year</translation>
    </message>
    <message>
        <source>一季度</source>
        <translation>First quarter</translation>
    </message>
    <message>
        <source>二季度</source>
        <translation>Second quarter</translation>
    </message>
    <message>
        <source>三季度</source>
        <translation>Third quarter</translation>
    </message>
    <message>
        <source>四季度</source>
        <translation>Fourth quarter</translation>
    </message>
    <message>
        <source>党小组</source>
        <translation>Party group</translation>
    </message>
    <message>
        <source>村民小组</source>
        <translation>Villagers&apos; group</translation>
    </message>
    <message>
        <source>全部小组</source>
        <translation>All groups</translation>
    </message>
    <message>
        <source>登记积分…</source>
        <translation>Enter points…</translation>
    </message>
    <message>
        <source>公示</source>
        <translation>Sheets</translation>
    </message>
    <message>
        <source>申报单…</source>
        <translation>Claim forms…</translation>
    </message>
    <message>
        <source>给选中的人（户）各印一张，本人填写签字后由文书登记</source>
        <translation>One for each chosen, to be filled in and signed, then entered by the clerk</translation>
    </message>
    <message>
        <source>结账…</source>
        <translation>Close…</translation>
    </message>
    <message>
        <source>党员积分</source>
        <translation>Members</translation>
    </message>
    <message>
        <source>家庭积分</source>
        <translation>Households</translation>
    </message>
    <message>
        <source>{year}年</source>
        <translation>{year}</translation>
    </message>
    <message>
        <source>起草党员积分公示</source>
        <translation>Draft the sheet of members&apos; points</translation>
    </message>
    <message>
        <source>起草党员实绩比选表</source>
        <translation>Draft the comparison of results</translation>
    </message>
    <message>
        <source>起草家庭积分及兑换公示</source>
        <translation>Draft the sheet of households&apos; points</translation>
    </message>
    <message>
        <source>在“党建”里登记党员以后，这里就有每个人的积分。</source>
        <translation>Members entered under Party stand here with their points.</translation>
    </message>
    <message>
        <source>在“民情档案”里有户以后，这里就有每户的积分。</source>
        <translation>Households of the register stand here with their points.</translation>
    </message>
    <message>
        <source>还没有可以积分的对象</source>
        <translation>Nobody to count for yet</translation>
    </message>
    <message>
        <source>已登记 {count} 笔，在“待确认”里等确认。</source>
        <translation>{count} entered; they wait under To be confirmed.</translation>
    </message>
    <message>
        <source>为什么冲销“{item}”？原来的一笔和冲销都会留在台账里。</source>
        <translation>Why is “{item}” taken back? Both entries stay in the ledger.</translation>
    </message>
    <message>
        <source>冲销积分</source>
        <translation>Take points back</translation>
    </message>
    <message>
        <source>冲销</source>
        <translation>Take back</translation>
    </message>
    <message>
        <source>已冲销。</source>
        <translation>Taken back.</translation>
    </message>
    <message>
        <source>已登记申诉，在“申诉”里答复。</source>
        <translation>The appeal is entered; answer it under Appeals.</translation>
    </message>
    <message>
        <source>{quarter}已结账。</source>
        <translation>{quarter} is closed.</translation>
    </message>
    <message>
        <source>{year}年已办年度结账。</source>
        <translation>The year {year} is closed.</translation>
    </message>
    <message>
        <source>{name}的积分明细</source>
        <translation>Points of {name}</translation>
    </message>
    <message>
        <source>打印积分明细</source>
        <translation>Print entries</translation>
    </message>
    <message>
        <source>交本人核对签字。打印会记入日志。</source>
        <translation>To be checked and signed by the person. Printing is logged.</translation>
    </message>
    <message>
        <source>打印积分申报单</source>
        <translation>Print claim forms</translation>
    </message>
    <message>
        <source>积分申报单</source>
        <translation>Claim forms</translation>
    </message>
    <message>
        <source>选中的 {count} 个对象各一张，本人填写签字后由文书登记。</source>
        <translation>One for each of the {count} chosen, to be filled in and signed, then entered by the clerk.</translation>
    </message>
</context>
<context>
    <name>StartPage</name>
    <message>
        <source>选择文件…</source>
        <translation>Choose file…</translation>
    </message>
    <message>
        <source>导入记录</source>
        <translation>Imports</translation>
    </message>
    <message>
        <source>继续导入</source>
        <translation>Continue import</translation>
    </message>
    <message>
        <source>放弃</source>
        <translation>Give up</translation>
    </message>
    <message>
        <source>保存错误表…</source>
        <translation>Save error workbook…</translation>
    </message>
    <message>
        <source>撤销这次导入…</source>
        <translation>Undo this import…</translation>
    </message>
    <message>
        <source>还没有导入过。以后每次导入的文件和条数都记在这里，可以整次撤销。</source>
        <translation>Nothing was imported yet. Each import will stand here with its file and numbers, and can be taken back as a whole.</translation>
    </message>
    <message>
        <source>时间</source>
        <translation>Time</translation>
    </message>
    <message>
        <source>文件</source>
        <translation>File</translation>
    </message>
    <message>
        <source>状态</source>
        <translation>State</translation>
    </message>
    <message>
        <source>经手人</source>
        <translation>Handled by</translation>
    </message>
    <message>
        <source>未完成</source>
        <translation>Unfinished</translation>
    </message>
    <message>
        <source>已导入</source>
        <translation>Imported</translation>
    </message>
    <message>
        <source>已撤销</source>
        <translation>Undone</translation>
    </message>
</context>
<context>
    <name>StartStep</name>
    <message>
        <source>导入现有的花名册（Excel、WPS 表格）</source>
        <translation>Import the present roster (Excel, WPS)</translation>
    </message>
    <message>
        <source>不用先整理：标题行、合并单元格、号码格式不对，程序会逐行检查，可以整批撤销。</source>
        <translation>No tidying needed: title rows, merged cells and spoilt numbers are checked row by row, and all can be undone.</translation>
    </message>
    <message>
        <source>先用示范村的数据试试</source>
        <translation>Try it with the sample village first</translation>
    </message>
    <message>
        <source>1,200 个虚构的人，连同任务、账目和会议，只用来试。正式用的时候另选一个空文件夹新建。</source>
        <translation>1,200 invented people with their tasks, accounts and meetings, only to try things out. For real work choose another, empty folder.</translation>
    </message>
    <message>
        <source>从空白开始</source>
        <translation>Begin empty</translation>
    </message>
    <message>
        <source>一户一户登记，以后也可以再导入。</source>
        <translation>Household by household; you can still import later.</translation>
    </message>
    <message>
        <source>选择文件…</source>
        <translation>Choose file…</translation>
    </message>
    <message>
        <source>从哪里开始？</source>
        <translation>Where to start?</translation>
    </message>
    <message>
        <source>请先选择花名册文件，或者选另一项。</source>
        <translation>Please choose a roster first, or another way.</translation>
    </message>
</context>
<context>
    <name>StatusLine</name>
    <message>
        <source>{user} · {role}</source>
        <translation>{user} · {role}</translation>
    </message>
    <message>
        <source>切换用户、锁定</source>
        <translation>Switch user, lock</translation>
    </message>
    <message>
        <source>F1 帮助</source>
        <translation>F1 Help</translation>
    </message>
    <message>
        <source>还没有备份</source>
        <translation>No backup yet</translation>
    </message>
    <message>
        <source>{age}备份</source>
        <translation>Backed up {age}</translation>
    </message>
    <message>
        <source>{told}，第二份没抄</source>
        <translation>{told}, second copy missing</translation>
    </message>
    <message>
        <source>打开“备份与设置”</source>
        <translation>Open “Backup and settings”</translation>
    </message>
    <message>
        <source>备份试恢复没通过</source>
        <translation>Test restore failed</translation>
    </message>
    <message>
        <source>备份还没有试恢复</source>
        <translation>Backup not tried out yet</translation>
    </message>
    <message>
        <source>{day} 试恢复成功</source>
        <translation>Trial restore passed on {day}</translation>
    </message>
    <message>
        <source>最近一次把备份恢复出来逐表核对的日期</source>
        <translation>The day a backup was last restored and compared table by table</translation>
    </message>
    <message>
        <source>打开“同步”</source>
        <translation>Open “Sync”</translation>
    </message>
    <message>
        <source>刚刚</source>
        <translation>just now</translation>
    </message>
    <message>
        <source>{count} 分钟前</source>
        <translation>{count} minutes ago</translation>
    </message>
    <message>
        <source>{count} 小时前</source>
        <translation>{count} hours ago</translation>
    </message>
    <message>
        <source>{count} 天前</source>
        <translation>{count} days ago</translation>
    </message>
</context>
<context>
    <name>StepBar</name>
    <message>
        <source>办理进度</source>
        <translation>Progress</translation>
    </message>
    <message>
        <source>现在：{state}，第 {place} 步，共 {count} 步</source>
        <translation>Now: {state}, step {place} of {count}</translation>
    </message>
</context>
<context>
    <name>StepDialog</name>
    <message>
        <source>{step}：{title}</source>
        <translation>{step}: {title}</translation>
    </message>
    <message>
        <source>如 10月20日、后天、月底</source>
        <translation>e.g. 10月20日, 后天, 月底</translation>
    </message>
    <message>
        <source>如 县行政服务中心不动产窗口</source>
        <translation>e.g. the property desk at the county&apos;s service centre</translation>
    </message>
    <message>
        <source>重办一次</source>
        <translation>Do it anew</translation>
    </message>
    <message>
        <source>上报到{level}。办理交给上面，答复反映人仍由村里负责。</source>
        <translation>It goes to: {level}. They handle it; answering the person stays with the village.</translation>
    </message>
    <message>
        <source>紧急的事请同时打电话报告。</source>
        <translation>Please also report an urgent matter by telephone.</translation>
    </message>
    <message>
        <source>等人、等天气、等资金的，可以暂停计时；到那一天自动恢复。</source>
        <translation>What waits for a person, the weather or money can be paused; the clock runs again by itself after that day.</translation>
    </message>
    <message>
        <source>、</source>
        <translation>, </translation>
    </message>
    <message>
        <source>要告诉：{names}</source>
        <translation>To be told: {names}</translation>
    </message>
    <message>
        <source>不受理的，要告诉来人为什么、去哪里办。</source>
        <translation>Who is refused is told why and where to go.</translation>
    </message>
    <message>
        <source>上面退回来的，记下他们的理由，事情回到村里办。</source>
        <translation>Write down why those above returned it; the village goes on with it.</translation>
    </message>
    <message>
        <source>上面办结的，记下他们的答复，再由村里反馈。</source>
        <translation>Write down the answer of those above; the village tells the person.</translation>
    </message>
    <message>
        <source>办理人</source>
        <translation>Handler</translation>
    </message>
    <message>
        <source>满意程度</source>
        <translation>Satisfaction</translation>
    </message>
    <message>
        <source>怎样告诉的</source>
        <translation>Told how</translation>
    </message>
    <message>
        <source>备注</source>
        <translation>Remarks</translation>
    </message>
    <message>
        <source>办理结果</source>
        <translation>Outcome</translation>
    </message>
    <message>
        <source>怎样说的</source>
        <translation>What was said</translation>
    </message>
    <message>
        <source>他的话</source>
        <translation>In his words</translation>
    </message>
    <message>
        <source>哪里不满意</source>
        <translation>What he is dissatisfied with</translation>
    </message>
    <message>
        <source>谁撤的、原因</source>
        <translation>Who withdrew it, and why</translation>
    </message>
    <message>
        <source>退回的理由</source>
        <translation>Reason of the return</translation>
    </message>
    <message>
        <source>原因</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>到哪一天</source>
        <translation>Until which day</translation>
    </message>
    <message>
        <source>去哪里办</source>
        <translation>Where to go</translation>
    </message>
    <message>
        <source>已经告诉了</source>
        <translation>Told already</translation>
    </message>
    <message>
        <source>还没有告诉的不填，以后再点“反馈”。</source>
        <translation>Leave it empty if nobody was told yet and use “Feed back” later.</translation>
    </message>
    <message>
        <source>也告诉了 {name} {phone}</source>
        <translation>{name} {phone} was told too</translation>
    </message>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>新登记一次会议</source>
        <translation>Enter a new meeting</translation>
    </message>
    <message>
        <source>会议</source>
        <translation>Meeting</translation>
    </message>
    <message>
        <source>类别</source>
        <translation>Kind</translation>
    </message>
    <message>
        <source>日期</source>
        <translation>Day</translation>
    </message>
    <message>
        <source>地点</source>
        <translation>Place</translation>
    </message>
    <message>
        <source>主持人</source>
        <translation>Chair</translation>
    </message>
    <message>
        <source>记录人</source>
        <translation>Recorder</translation>
    </message>
    <message>
        <source>应到（有表决权）</source>
        <translation>Due (with a vote)</translation>
    </message>
    <message>
        <source>实到（有表决权）</source>
        <translation>Present (with a vote)</translation>
    </message>
    <message>
        <source>全村户数</source>
        <translation>Households of the village</translation>
    </message>
    <message>
        <source>派代表到会的户数</source>
        <translation>Households represented</translation>
    </message>
    <message>
        <source>同意</source>
        <translation>For</translation>
    </message>
    <message>
        <source>反对</source>
        <translation>Against</translation>
    </message>
    <message>
        <source>弃权</source>
        <translation>Abstained</translation>
    </message>
    <message>
        <source>决议</source>
        <translation>Resolution</translation>
    </message>
    <message>
        <source>登记这一步</source>
        <translation>Record this step</translation>
    </message>
    <message>
        <source>人数和票数取自会议的议题。</source>
        <translation>The numbers and votes are those of the agenda.</translation>
    </message>
    <message>
        <source>{rule}。人数够了，可以决定。</source>
        <translation>{rule}. Enough people; they can decide.</translation>
    </message>
</context>
<context>
    <name>StudyDialog</name>
    <message>
        <source>登记已学</source>
        <translation>Note as studied</translation>
    </message>
    <message>
        <source>还没学的人</source>
        <translation>People who lack it</translation>
    </message>
    <message>
        <source>如 送学上门、线上自学，可不填</source>
        <translation>Such as at home, online; may stay empty</translation>
    </message>
    <message>
        <source>谁学了</source>
        <translation>Who studied</translation>
    </message>
    <message>
        <source>按空格打勾</source>
        <translation>Space ticks</translation>
    </message>
    <message>
        <source>还有谁</source>
        <translation>Who else</translation>
    </message>
    <message>
        <source>哪天学的</source>
        <translation>On which day</translation>
    </message>
    <message>
        <source>怎么学的</source>
        <translation>How</translation>
    </message>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>登记</source>
        <translation>Note</translation>
    </message>
</context>
<context>
    <name>SubsidyDialog</name>
    <message>
        <source>登记发放</source>
        <translation>Register payment</translation>
    </message>
    <message>
        <source>生成补贴清单</source>
        <translation>Make a subsidy list</translation>
    </message>
    <message>
        <source>补贴项目</source>
        <translation>Programme</translation>
    </message>
    <message>
        <source>年度</source>
        <translation>Year</translation>
    </message>
    <message>
        <source>发放日期</source>
        <translation>Paid on</translation>
    </message>
    <message>
        <source>标准（元/亩）</source>
        <translation>Rate (yuan a mu)</translation>
    </message>
    <message>
        <source>清单里还没有发放的，都登记为这一天发放。退回的以后逐户登记。</source>
        <translation>Every share of the list that waits is registered as paid on this day. What comes back is registered household by household.</translation>
    </message>
    <message>
        <source>按档案里各户的承包地或林地面积计算。已经有的户不会重复，生成以后可以逐户修改。</source>
        <translation>Worked out from the contracted land or forest in the register. Households that have their share get no second one; each can be changed afterwards.</translation>
    </message>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>登记</source>
        <translation>Register</translation>
    </message>
    <message>
        <source>生成</source>
        <translation>Make</translation>
    </message>
</context>
<context>
    <name>SyncDetail</name>
    <message>
        <source>没有选中的内容</source>
        <translation>Nothing selected</translation>
    </message>
    <message>
        <source>操作人</source>
        <translation>By</translation>
    </message>
    <message>
        <source>时间</source>
        <translation>Time</translation>
    </message>
    <message>
        <source>记录数</source>
        <translation>Records</translation>
    </message>
    <message>
        <source>{names} 等</source>
        <translation>{names} and others</translation>
    </message>
    <message>
        <source>涉及</source>
        <translation>Concerns</translation>
    </message>
    <message>
        <source>已存在本机，等着上传到县里。</source>
        <translation>Stored on this PC, waiting to be sent to the county.</translation>
    </message>
    <message>
        <source>整条记录</source>
        <translation>Whole record</translation>
    </message>
    <message>
        <source>县里现在的值</source>
        <translation>County&apos;s value now</translation>
    </message>
    <message>
        <source>另一个值</source>
        <translation>Other value</translation>
    </message>
    <message>
        <source>（空）</source>
        <translation>(empty)</translation>
    </message>
    <message>
        <source>本机档案里现在是：{value}</source>
        <translation>This PC&apos;s register now has: {value}</translation>
    </message>
    <message>
        <source>处理…</source>
        <translation>Decide…</translation>
    </message>
    <message>
        <source>您的岗位不能决定这一条。</source>
        <translation>Your post may not decide this.</translation>
    </message>
    <message>
        <source>当时填写的</source>
        <translation>What was written</translation>
    </message>
    <message>
        <source>改正后再传…</source>
        <translation>Correct and send again…</translation>
    </message>
    <message>
        <source>按县里的</source>
        <translation>Accept the county&apos;s</translation>
    </message>
    <message>
        <source>{county}已签收{village}第 {no} 批上传，共 {n} 条改动。收到回执时间：{moment}。</source>
        <translation>{county} has signed for batch {no} of {village}, {n} changes. Receipt arrived: {moment}.</translation>
    </message>
    <message>
        <source>第 {no} 批回执</source>
        <translation>Receipt for batch {no}</translation>
    </message>
    <message>
        <source>复制文字</source>
        <translation>Copy the text</translation>
    </message>
    <message>
        <source>{name}：{value}</source>
        <translation>{name}: {value}</translation>
    </message>
    <message>
        <source>随后来的改动</source>
        <translation>A later change</translation>
    </message>
    <message>
        <source>看这条记录</source>
        <translation>Show the record</translation>
    </message>
    <message>
        <source>两台电脑改了同一项。先到县里的先生效，后到的等人确认。</source>
        <translation>Two PCs changed the same field. What reached the county first counts; the later one waits for a person.</translation>
    </message>
    <message>
        <source>一边删了这条记录，另一边改了它。记录还在。</source>
        <translation>One side deleted this record, the other changed it. It is still there.</translation>
    </message>
    <message>
        <source>这一项由另一方负责，改动只作为建议。</source>
        <translation>The other side is in charge of this field; the change is only a proposal.</translation>
    </message>
    <message>
        <source>一边改了另一边已经删掉的记录，它又回来了。</source>
        <translation>One side changed a record that the other had deleted. It is back.</translation>
    </message>
</context>
<context>
    <name>SyncHead</name>
    <message>
        <source>还没有</source>
        <translation>never</translation>
    </message>
    <message>
        <source>改动都在本机，照常使用。县里给了接入码以后，在这里接入。</source>
        <translation>All changes are on this PC; work as usual. Enrol here once the county has given you a code.</translation>
    </message>
    <message>
        <source>上次与县里一致：{moment}</source>
        <translation>Last in step with the county: {moment}</translation>
    </message>
    <message>
        <source>上次联系：{moment}</source>
        <translation>Last contact: {moment}</translation>
    </message>
    <message>
        <source>{day} 核对：发现 {n} 条不一致，已重新交换</source>
        <translation>Compared {day}: {n} records differed and were exchanged again</translation>
    </message>
    <message>
        <source>核对无误 {day}</source>
        <translation>Compared and found alike {day}</translation>
    </message>
    <message>
        <source>下次自动再试：{moment}</source>
        <translation>Next try: {moment}</translation>
    </message>
</context>
<context>
    <name>SyncPresenter</name>
    <message>
        <source>收下县里的文件</source>
        <translation>Take in the county&apos;s file</translation>
    </message>
    <message>
        <source>已复制</source>
        <translation>Copied</translation>
    </message>
    <message>
        <source>按县里的？</source>
        <translation>Accept the county&apos;s copy?</translation>
    </message>
    <message>
        <source>档案里保持县里现在的内容，当时填写的不再上传。</source>
        <translation>The register keeps what the county has; what was written is not sent again.</translation>
    </message>
    <message>
        <source>按县里的</source>
        <translation>Accept the county&apos;s</translation>
    </message>
    <message>
        <source>县里已停用这台电脑。要再和县里交换，请向县里要一张新的接入单，在这里填写；待上传的内容都不会丢。</source>
        <translation>The county has shut this PC out. To exchange again, ask the county for a new sheet and enter it here; nothing that waits is lost.</translation>
    </message>
    <message>
        <source>这台电脑接入得早，还不能用 U 盘交换。请向县里要一张新的接入单重新接入，待上传的内容都不会丢。接入后请县里停用原来的编号。</source>
        <translation>This PC was enrolled before USB sticks could be used. Ask the county for a new sheet and enrol again; nothing that waits is lost. Afterwards let the county close the old number.</translation>
    </message>
    <message>
        <source>存为 PDF</source>
        <translation>Save as PDF</translation>
    </message>
    <message>
        <source>已保存 {file}，共 {n} 批</source>
        <translation>Saved {file}, {n} batches</translation>
    </message>
    <message>
        <source>正在做回执</source>
        <translation>Making the receipts</translation>
    </message>
    <message>
        <source>导出到U盘</source>
        <translation>Export to a stick</translation>
    </message>
    <message>
        <source>县平台交换文件 (*.cqs)</source>
        <translation>County exchange file (*.cqs)</translation>
    </message>
    <message>
        <source>已写入 {file}，只有县平台能打开。请把U盘送到县里。</source>
        <translation>{file} written; only the county can open it. Please take the stick there.</translation>
    </message>
    <message>
        <source>正在写U盘文件</source>
        <translation>Writing the file for the stick</translation>
    </message>
    <message>
        <source>已收下：县里收到 {sent} 条，发来 {received} 条</source>
        <translation>Taken in: the county received {sent}, sent {received}</translation>
    </message>
    <message>
        <source>正在收下县里的文件</source>
        <translation>Taking in the county&apos;s file</translation>
    </message>
    <message>
        <source>冲突已处理</source>
        <translation>Conflict decided</translation>
    </message>
    <message>
        <source>已改正，下次同步时上传</source>
        <translation>Corrected; sent with the next exchange</translation>
    </message>
    <message>
        <source>县平台的新证书核对无误，已记下</source>
        <translation>The county&apos;s new certificate is good and was kept</translation>
    </message>
    <message>
        <source>已告诉县里：这台电脑不再使用</source>
        <translation>The county was told that this PC is used no more</translation>
    </message>
    <message>
        <source>{village}-上报回执.pdf</source>
        <translation>{village}-receipts.pdf</translation>
    </message>
    <message>
        <source>已按县里的处理</source>
        <translation>The county&apos;s copy was accepted</translation>
    </message>
    <message>
        <source>已接入“{county}”</source>
        <translation>Enrolled at “{county}”</translation>
    </message>
</context>
<context>
    <name>SyncScreen</name>
    <message>
        <source>找待上传的：操作、姓名、操作人</source>
        <translation>Find what waits: action, name, author</translation>
    </message>
    <message>
        <source>立即同步</source>
        <translation>Sync now</translation>
    </message>
    <message>
        <source>接入县平台…</source>
        <translation>Enrol at the county…</translation>
    </message>
    <message>
        <source>用U盘</source>
        <translation>By stick</translation>
    </message>
    <message>
        <source>导出到U盘…</source>
        <translation>Export to a stick…</translation>
    </message>
    <message>
        <source>收下县里的文件…</source>
        <translation>Take in the county&apos;s file…</translation>
    </message>
    <message>
        <source>更多</source>
        <translation>More</translation>
    </message>
    <message>
        <source>打印上报回执…</source>
        <translation>Print receipts…</translation>
    </message>
    <message>
        <source>更换县平台证书…</source>
        <translation>Change the county&apos;s certificate…</translation>
    </message>
    <message>
        <source>重新接入…</source>
        <translation>Enrol again…</translation>
    </message>
    <message>
        <source>这台电脑不再使用…</source>
        <translation>This PC is used no more…</translation>
    </message>
    <message>
        <source>待上传</source>
        <translation>Waiting</translation>
    </message>
    <message>
        <source>冲突</source>
        <translation>Conflicts</translation>
    </message>
    <message>
        <source>被拒绝</source>
        <translation>Refused</translation>
    </message>
    <message>
        <source>已处理</source>
        <translation>Settled</translation>
    </message>
    <message>
        <source>回执</source>
        <translation>Receipts</translation>
    </message>
    <message>
        <source>同步</source>
        <translation>Sync</translation>
    </message>
    <message>
        <source>同步内容列表</source>
        <translation>Exchange list</translation>
    </message>
    <message>
        <source>找已处理的：姓名、项目、内容、处理人、代码</source>
        <translation>Find settled entries: name, field, contents, who, code</translation>
    </message>
    <message>
        <source>停止</source>
        <translation>Stop</translation>
    </message>
    <message>
        <source>正在停止…</source>
        <translation>Stopping…</translation>
    </message>
    <message>
        <source>未接入县平台</source>
        <translation>Not enrolled at a county</translation>
    </message>
    <message>
        <source>档案只在本机，一切照常。要和县里交换，先向县里要一个接入码。</source>
        <translation>The register is on this PC only, as usual. To exchange with the county, ask it for an enrolment code.</translation>
    </message>
    <message>
        <source>没有找到“{text}”</source>
        <translation>“{text}” was not found</translation>
    </message>
    <message>
        <source>没有待上传的内容</source>
        <translation>Nothing waits</translation>
    </message>
    <message>
        <source>改动都已经传到县里。</source>
        <translation>All changes have reached the county.</translation>
    </message>
    <message>
        <source>没有冲突</source>
        <translation>No conflicts</translation>
    </message>
    <message>
        <source>两台电脑改了同一项时，会在这里请您决定。</source>
        <translation>When two PCs change the same field, you are asked here.</translation>
    </message>
    <message>
        <source>没有被拒绝的内容</source>
        <translation>Nothing was refused</translation>
    </message>
    <message>
        <source>县里没有收下的改动，会在这里说明原因。</source>
        <translation>Changes that the county did not take are explained here.</translation>
    </message>
    <message>
        <source>还没有处理过的</source>
        <translation>Nothing was settled yet</translation>
    </message>
    <message>
        <source>决定过的冲突、改正过的内容，会记在这里。</source>
        <translation>Conflicts that were decided and entries that were mended are kept here.</translation>
    </message>
    <message>
        <source>还没有回执</source>
        <translation>No receipts yet</translation>
    </message>
    <message>
        <source>县里每签收一批，这里就多一份回执。</source>
        <translation>Each batch the county signs for adds a receipt here.</translation>
    </message>
</context>
<context>
    <name>SyncTable</name>
    <message>
        <source>删除这条记录</source>
        <translation>Delete this record</translation>
    </message>
    <message>
        <source>改用另一个</source>
        <translation>Took the other value</translation>
    </message>
    <message>
        <source>填了新的值</source>
        <translation>Entered a new value</translation>
    </message>
    <message>
        <source>保留县里的</source>
        <translation>Kept the county&apos;s</translation>
    </message>
    <message>
        <source>保留这条记录</source>
        <translation>Keep this record</translation>
    </message>
    <message>
        <source>恢复了这条记录</source>
        <translation>The record was restored</translation>
    </message>
    <message>
        <source>（值未离开对方电脑）</source>
        <translation>(the value never left the other PC)</translation>
    </message>
    <message>
        <source>冲突：{field}</source>
        <translation>Conflict: {field}</translation>
    </message>
    <message>
        <source>按县里的</source>
        <translation>Left as the county has it</translation>
    </message>
    <message>
        <source>改正后再传</source>
        <translation>Corrected and sent again</translation>
    </message>
    <message>
        <source>（空）</source>
        <translation>(empty)</translation>
    </message>
    <message>
        <source>时间</source>
        <translation>Time</translation>
    </message>
    <message>
        <source>操作</source>
        <translation>Action</translation>
    </message>
    <message>
        <source>涉及</source>
        <translation>Concerns</translation>
    </message>
    <message>
        <source>记录数</source>
        <translation>Records</translation>
    </message>
    <message>
        <source>操作人</source>
        <translation>By</translation>
    </message>
    <message>
        <source>记录</source>
        <translation>Record</translation>
    </message>
    <message>
        <source>项目</source>
        <translation>Field</translation>
    </message>
    <message>
        <source>县里现在的值</source>
        <translation>County&apos;s value now</translation>
    </message>
    <message>
        <source>另一个值</source>
        <translation>Other value</translation>
    </message>
    <message>
        <source>另一个人</source>
        <translation>Other author</translation>
    </message>
    <message>
        <source>原因</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>批次</source>
        <translation>Batch</translation>
    </message>
    <message>
        <source>收到时间</source>
        <translation>Arrived</translation>
    </message>
    <message>
        <source>改动条数</source>
        <translation>Changes</translation>
    </message>
    <message>
        <source>什么事</source>
        <translation>What</translation>
    </message>
    <message>
        <source>结果</source>
        <translation>Outcome</translation>
    </message>
    <message>
        <source>处理人</source>
        <translation>Settled by</translation>
    </message>
    <message>
        <source>处理时间</source>
        <translation>Settled at</translation>
    </message>
    <message>
        <source>被拒绝（{code}）</source>
        <translation>Refused ({code})</translation>
    </message>
    <message>
        <source>第 {n} 台电脑</source>
        <translation>PC {n}</translation>
    </message>
    <message>
        <source>整条记录</source>
        <translation>Whole record</translation>
    </message>
</context>
<context>
    <name>SyncWords</name>
    <message>
        <source>正在同步</source>
        <translation>Syncing</translation>
    </message>
    <message>
        <source>未接入县平台</source>
        <translation>Not enrolled at a county</translation>
    </message>
    <message>
        <source>待上传 {n} 条</source>
        <translation>{n} waiting</translation>
    </message>
    <message>
        <source>县里已停用这台电脑</source>
        <translation>The county has shut this PC out</translation>
    </message>
    <message>
        <source>离线</source>
        <translation>Offline</translation>
    </message>
    <message>
        <source>还没有同步过</source>
        <translation>Not synced yet</translation>
    </message>
    <message>
        <source>已同步 {moment}</source>
        <translation>In step {moment}</translation>
    </message>
    <message>
        <source>连接</source>
        <translation>connecting</translation>
    </message>
    <message>
        <source>上传</source>
        <translation>sending</translation>
    </message>
    <message>
        <source>接收</source>
        <translation>receiving</translation>
    </message>
    <message>
        <source>写入档案</source>
        <translation>storing</translation>
    </message>
    <message>
        <source>附件</source>
        <translation>Attachments</translation>
    </message>
    <message>
        <source>核对</source>
        <translation>comparing</translation>
    </message>
    <message>
        <source>收尾</source>
        <translation>finishing</translation>
    </message>
    <message>
        <source>正在同步（{stage}）</source>
        <translation>Syncing ({stage})</translation>
    </message>
    <message>
        <source>{n} 处冲突</source>
        <translation>{n} conflicts</translation>
    </message>
    <message>
        <source>服务器拒绝 {n} 条</source>
        <translation>{n} refused</translation>
    </message>
    <message>
        <source>{n} 个附件县里暂不收</source>
        <translation>attachments not taken for now: {n}</translation>
    </message>
    <message>
        <source>离线 · {waiting}</source>
        <translation>Offline · {waiting}</translation>
    </message>
    <message>
        <source>附件待上传 {n} 个</source>
        <translation>attachments to send: {n}</translation>
    </message>
</context>
<context>
    <name>TableDialog</name>
    <message>
        <source>修改报表</source>
        <translation>Change table</translation>
    </message>
    <message>
        <source>新报表</source>
        <translation>New table</translation>
    </message>
    <message>
        <source>保存</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>名称</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>报给谁</source>
        <translation>For</translation>
    </message>
    <message>
        <source>哪些行</source>
        <translation>Rows</translation>
    </message>
    <message>
        <source>不分组，一人一户各一行</source>
        <translation>No groups, a row for each</translation>
    </message>
    <message>
        <source>每个{name}一行，数人数</source>
        <translation>A row for each {name}, counted</translation>
    </message>
    <message>
        <source>分组</source>
        <translation>Groups</translation>
    </message>
    <message>
        <source>列</source>
        <translation>Columns</translation>
    </message>
    <message>
        <source>年龄算到哪天</source>
        <translation>Ages on</translation>
    </message>
    <message>
        <source>表头</source>
        <translation>Head</translation>
    </message>
    <message>
        <source>表尾</source>
        <translation>Foot</translation>
    </message>
    <message>
        <source>填表人：｜审核人：</source>
        <translation>Filled in by:｜Checked by:</translation>
    </message>
    <message>
        <source>末行</source>
        <translation>Last row</translation>
    </message>
    <message>
        <source>数字列合计</source>
        <translation>Sums of numbers</translation>
    </message>
    <message>
        <source>表头、表尾几行之间用“｜”隔开；不填表头就用名称。年龄不填日期就算到当天。</source>
        <translation>Lines of head and foot are divided by “｜”; without a head the name stands there. Without a day ages are those of today.</translation>
    </message>
    <message>
        <source>在村在册的</source>
        <translation>Those who are here</translation>
    </message>
    <message>
        <source>档案里全部的</source>
        <translation>All of the register</translation>
    </message>
    <message>
        <source>现在的条件：{said}</source>
        <translation>As it stands: {said}</translation>
    </message>
    <message>
        <source>视图：{name}</source>
        <translation>View: {name}</translation>
    </message>
    <message>
        <source>全部</source>
        <translation>All</translation>
    </message>
</context>
<context>
    <name>TablesPage</name>
    <message>
        <source>新报表…</source>
        <translation>New table…</translation>
    </message>
    <message>
        <source>照表样做…</source>
        <translation>From a form…</translation>
    </message>
    <message>
        <source>全部</source>
        <translation>All</translation>
    </message>
    <message>
        <source>报表</source>
        <translation>Tables</translation>
    </message>
    <message>
        <source>报表内容</source>
        <translation>Rows of the table</translation>
    </message>
    <message>
        <source>含敏感信息：{labels}。完整导出，请写明原因，会记入日志。</source>
        <translation>Sensitive: {labels}. They leave in full; please give the reason, it is logged.</translation>
    </message>
    <message>
        <source>（空）</source>
        <translation>(empty)</translation>
    </message>
    <message>
        <source>上次没有</source>
        <translation>Not there last time</translation>
    </message>
    <message>
        <source>{count} 行，截至 {day}</source>
        <translation>{count} rows, as of {day}</translation>
    </message>
    <message>
        <source>补填</source>
        <translation>Fill in</translation>
    </message>
    <message>
        <source>保存</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>减少的行</source>
        <translation>Rows that are gone</translation>
    </message>
    <message>
        <source>知道了</source>
        <translation>OK</translation>
    </message>
    <message>
        <source>导出报表</source>
        <translation>Export table</translation>
    </message>
    <message>
        <source>选择存放位置…</source>
        <translation>Choose where…</translation>
    </message>
    <message>
        <source>正在导出</source>
        <translation>Exporting</translation>
    </message>
    <message>
        <source>新报表</source>
        <translation>New table</translation>
    </message>
    <message>
        <source>继续</source>
        <translation>Go on</translation>
    </message>
    <message>
        <source>一行是什么</source>
        <translation>A row is</translation>
    </message>
    <message>
        <source>选表样</source>
        <translation>Choose a form</translation>
    </message>
    <message>
        <source>工作簿 (*.xlsx)</source>
        <translation>Workbook (*.xlsx)</translation>
    </message>
    <message>
        <source>列表里不再显示，报送过的记录还在。</source>
        <translation>It leaves the list; records of what was reported stay.</translation>
    </message>
    <message>
        <source>停用</source>
        <translation>Put away</translation>
    </message>
    <message>
        <source>该填的都填了。</source>
        <translation>Nothing is missing.</translation>
    </message>
    <message>
        <source>报给谁</source>
        <translation>For</translation>
    </message>
    <message>
        <source>上次</source>
        <translation>Last</translation>
    </message>
    <message>
        <source>和上次不同</source>
        <translation>Different from last time</translation>
    </message>
    <message>
        <source>报给：{requester}&#x3000;{rest}</source>
        <translation>For: {requester}  {rest}</translation>
    </message>
    <message>
        <source>{rest}&#x3000;表样：{form}</source>
        <translation>{rest}  form: {form}</translation>
    </message>
    <message>
        <source>上次：{at} {by}，{count} 行</source>
        <translation>Last time: {at} {by}, {count} rows</translation>
    </message>
    <message>
        <source>还没有报表</source>
        <translation>No tables yet</translation>
    </message>
    <message>
        <source>做一次存下来，以后一键再报；上级发来的表样也可以直接填。</source>
        <translation>Made once and kept, it is reported again with one key; forms sent from above can be filled directly.</translation>
    </message>
    <message>
        <source>没有选中报表</source>
        <translation>No table is chosen</translation>
    </message>
    <message>
        <source>导出…</source>
        <translation>Export…</translation>
    </message>
    <message>
        <source>修改…</source>
        <translation>Change…</translation>
    </message>
    <message>
        <source>提供的原因</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>用途</source>
        <translation>Purpose</translation>
    </message>
    <message>
        <source>一个人</source>
        <translation>A person</translation>
    </message>
    <message>
        <source>一户</source>
        <translation>A household</translation>
    </message>
    <message>
        <source>不用视图，自己选列</source>
        <translation>No view, choose columns</translation>
    </message>
    <message>
        <source>照保存的视图</source>
        <translation>From a saved view</translation>
    </message>
    <message>
        <source>报{requester}</source>
        <translation>For {requester}</translation>
    </message>
    <message>
        <source>一共 {count} 行，截至 {day}。</source>
        <translation>{count} rows, as of {day}.</translation>
    </message>
    <message>
        <source>上次：{before}</source>
        <translation>Last time: {before}</translation>
    </message>
    <message>
        <source>和上次一样，没有变化。</source>
        <translation>The same as last time.</translation>
    </message>
    <message>
        <source>这张表现在生成不了。</source>
        <translation>This table can’t be made now.</translation>
    </message>
    <message>
        <source>没填的 {count} 处，看下一处</source>
        <translation>{count} empty, show next</translation>
    </message>
    <message>
        <source>看减少的行</source>
        <translation>Rows that are gone</translation>
    </message>
    <message>
        <source>“{label}”没有填，补好以后按 Ctrl+Alt+6 回来。</source>
        <translation>“{label}” is empty; fill it in and come back with Ctrl+Alt+6.</translation>
    </message>
    <message>
        <source>{who}
填一次就记住，别的报表里同名的列也会带出来。</source>
        <translation>{who}
Typed once it is remembered, also for columns of the same name in other tables.</translation>
    </message>
    <message>
        <source>已导出 {count} 行到 {name}。</source>
        <translation>{count} rows exported to {name}. </translation>
    </message>
    <message>
        <source>停用“{title}”？</source>
        <translation>Put “{title}” away?</translation>
    </message>
    <message>
        <source>没有填的：{told}。</source>
        <translation>Empty: {told}.</translation>
    </message>
    <message>
        <source>自填的列：{labels}。</source>
        <translation>Typed columns: {labels}.</translation>
    </message>
    <message>
        <source>合计：{totals}</source>
        <translation>Total: {totals}</translation>
    </message>
    <message>
        <source>空着的列：{labels}</source>
        <translation>Columns left empty: {labels}</translation>
    </message>
    <message>
        <source>{label} {count} 处</source>
        <translation>{label} {count}</translation>
    </message>
    <message>
        <source>和上次比：新增 {new} 行，减少 {gone} 行，{rows} 行里改了 {cells} 处。</source>
        <translation>Since last time: {new} rows new, {gone} gone, {cells} cells changed in {rows} rows.</translation>
    </message>
</context>
<context>
    <name>TakeDownDialog</name>
    <message>
        <source>{place}（应贴到 {day}）</source>
        <translation>{place} (until {day})</translation>
    </message>
    <message>
        <source>取下哪几处</source>
        <translation>Which ones</translation>
    </message>
    <message>
        <source>取下日期</source>
        <translation>Taken down on</translation>
    </message>
    <message>
        <source>取下的人</source>
        <translation>Taken down by</translation>
    </message>
    <message>
        <source>请至少选一处。</source>
        <translation>Please choose at least one.</translation>
    </message>
</context>
<context>
    <name>TargetPicker</name>
    <message>
        <source>姓名、拼音、身份证尾号、户编号</source>
        <translation>Name, pinyin, end of ID, household number</translation>
    </message>
    <message>
        <source>找到的人和户</source>
        <translation>People and households found</translation>
    </message>
    <message>
        <source>去掉“{name}”</source>
        <translation>Remove “{name}”</translation>
    </message>
</context>
<context>
    <name>TaskBlock</name>
    <message>
        <source>上级交办</source>
        <translation>From above</translation>
    </message>
</context>
<context>
    <name>TaskDialog</name>
    <message>
        <source>决议转任务</source>
        <translation>Make a task of the resolution</translation>
    </message>
    <message>
        <source>转成任务</source>
        <translation>Make a task</translation>
    </message>
    <message>
        <source>如 10月20日、月底，可不填</source>
        <translation>such as 20 October, end of month; may be left empty</translation>
    </message>
    <message>
        <source>任务</source>
        <translation>Task</translation>
    </message>
    <message>
        <source>期限</source>
        <translation>Due</translation>
    </message>
    <message>
        <source>办理人</source>
        <translation>Handler</translation>
    </message>
</context>
<context>
    <name>TaskWords</name>
    <message>
        <source>待答复</source>
        <translation>To answer</translation>
    </message>
    <message>
        <source>已答复，等结论</source>
        <translation>Answered, waits</translation>
    </message>
    <message>
        <source>被退回</source>
        <translation>Sent back</translation>
    </message>
    <message>
        <source>已通过</source>
        <translation>Accepted</translation>
    </message>
    <message>
        <source>已收回</source>
        <translation>Withdrawn</translation>
    </message>
    <message>
        <source>按时答复</source>
        <translation>Answered in time</translation>
    </message>
    <message>
        <source>还有 {hours} 小时</source>
        <translation>{hours} hours left</translation>
    </message>
    <message>
        <source>证明材料</source>
        <translation>Evidence</translation>
    </message>
    <message>
        <source>一张表</source>
        <translation>a table</translation>
    </message>
    <message>
        <source>、</source>
        <translation>, </translation>
    </message>
    <message>
        <source>办理情况</source>
        <translation>What was done</translation>
    </message>
    <message>
        <source>已逾期 {hours} 小时</source>
        <translation>{hours} hours late</translation>
    </message>
    <message>
        <source>还有 {days} 天</source>
        <translation>{days} days left</translation>
    </message>
    <message>
        <source>数量（{unit}）</source>
        <translation>number ({unit})</translation>
    </message>
    <message>
        <source>逾期 {days} 天答复</source>
        <translation>Answered {days} days late</translation>
    </message>
    <message>
        <source>提前 {days} 天答复</source>
        <translation>Answered {days} days early</translation>
    </message>
    <message>
        <source>已逾期 {days} 天</source>
        <translation>{days} days late</translation>
    </message>
    <message>
        <source>表：{name}</source>
        <translation>form: {name}</translation>
    </message>
</context>
<context>
    <name>TasksPage</name>
    <message>
        <source>待答复</source>
        <translation>To answer</translation>
    </message>
    <message>
        <source>等结论</source>
        <translation>Waiting</translation>
    </message>
    <message>
        <source>已结束</source>
        <translation>Over</translation>
    </message>
    <message>
        <source>全部</source>
        <translation>All</translation>
    </message>
    <message>
        <source>上级交办</source>
        <translation>From above</translation>
    </message>
    <message>
        <source>没有上级交办</source>
        <translation>No tasks from above</translation>
    </message>
    <message>
        <source>县里、乡镇交办的事项同步以后在这里，也在“任务”里。</source>
        <translation>What county and township give comes with the exchange, here and among the tasks.</translation>
    </message>
    <message>
        <source>事项</source>
        <translation>Matter</translation>
    </message>
    <message>
        <source>交办单位</source>
        <translation>Issuer</translation>
    </message>
    <message>
        <source>期限</source>
        <translation>Due</translation>
    </message>
    <message>
        <source>现在</source>
        <translation>Now</translation>
    </message>
    <message>
        <source>没有选中交办</source>
        <translation>No task is chosen</translation>
    </message>
    <message>
        <source>已提醒 {count} 次，最近 {at}</source>
        <translation>Reminded {count} times, last {at}</translation>
    </message>
    <message>
        <source>目标：{target} {unit}</source>
        <translation>Target: {target} {unit}</translation>
    </message>
    <message>
        <source>第 {number} 次答复，{at} {by}</source>
        <translation>Answer {number}, {at} {by}</translation>
    </message>
    <message>
        <source>同样的事 {day} 已经答复过：{title}</source>
        <translation>The same was answered on {day}: {title}</translation>
    </message>
    <message>
        <source>答复…</source>
        <translation>Answer…</translation>
    </message>
    <message>
        <source>看任务</source>
        <translation>Show event</translation>
    </message>
    <message>
        <source>期限：{due}</source>
        <translation>Due: {due}</translation>
    </message>
    <message>
        <source>要求：{asks}</source>
        <translation>Asked: {asks}</translation>
    </message>
    <message>
        <source>数量：{quantity} {unit}</source>
        <translation>Number: {quantity} {unit}</translation>
    </message>
    <message>
        <source>通过</source>
        <translation>Accepted</translation>
    </message>
    <message>
        <source>{issuer}&#x3000;{number}</source>
        <translation>{issuer}  {number}</translation>
    </message>
    <message>
        <source>用在：{where}</source>
        <translation>Used in: {where}</translation>
    </message>
    <message>
        <source>已收回：{reason}</source>
        <translation>Withdrawn: {reason}</translation>
    </message>
    <message>
        <source>附表 {rows} 行</source>
        <translation>With a table of {rows} rows</translation>
    </message>
    <message>
        <source>退回：{text}</source>
        <translation>Sent back: {text}</translation>
    </message>
    <message>
        <source>通过：{text}</source>
        <translation>Accepted: {text}</translation>
    </message>
</context>
<context>
    <name>TermsDialog</name>
    <message>
        <source>公开期限和标准</source>
        <translation>Terms and thresholds</translation>
    </message>
    <message>
        <source>从哪天起算公开任务</source>
        <translation>Duties count from</translation>
    </message>
    <message>
        <source>空着就从开始使用那天算起，登记过更早的公开表就从那时算起</source>
        <translation>Empty: from the day the program was first used, or that the first notice speaks of</translation>
    </message>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>保存</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>空着按现行规定；填了就按本村的。</source>
        <translation>Empty follows the rule in force; a number is the village&apos;s own.</translation>
    </message>
    <message>
        <source>元</source>
        <translation>yuan</translation>
    </message>
    <message>
        <source>现行规定 {value} {unit}：{source}</source>
        <translation>Rule in force {value} {unit}: {source}</translation>
    </message>
</context>
<context>
    <name>TextDialog</name>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>请填写后再继续。</source>
        <translation>Please fill this in first.</translation>
    </message>
</context>
<context>
    <name>TilingDialog</name>
    <message>
        <source>用什么纸</source>
        <translation>Which paper</translation>
    </message>
    <message>
        <source>A3 纸，一页一张</source>
        <translation>A3 paper, one sheet a page</translation>
    </message>
    <message>
        <source>打印机只有 A4 纸：一页分成两张，剪开贴起来</source>
        <translation>The printer has A4 only: two sheets a page, to be cut and glued</translation>
    </message>
    <message>
        <source>继续</source>
        <translation>Continue</translation>
    </message>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>这一份要印在 A3 纸上。</source>
        <translation>This sheet is for A3 paper.</translation>
    </message>
    <message>
        <source>纸边有记号：②沿记号剪开，①在记号以外涂胶，把②贴在①上，重叠 8 毫米。</source>
        <translation>Marks stand at the edges: cut (2) along its marks, glue (1) beyond its marks, put (2) on (1); they overlap by 8 mm.</translation>
    </message>
</context>
<context>
    <name>TodayScreen</name>
    <message>
        <source>发起应急动员…</source>
        <translation>Start an emergency mobilisation…</translation>
    </message>
    <message>
        <source>任务</source>
        <translation>Tasks</translation>
    </message>
    <message>
        <source>三务公开</source>
        <translation>Disclosure</translation>
    </message>
    <message>
        <source>村情</source>
        <translation>Village</translation>
    </message>
    <message>
        <source>今日&#x3000;M 月 d 日&#x3000;dddd</source>
        <translation>&apos;Today&apos; dddd, d MMMM</translation>
    </message>
    <message>
        <source>数字截至 {time}</source>
        <translation>Figures as of {time}</translation>
    </message>
    <message>
        <source>已逾期</source>
        <translation>Overdue</translation>
    </message>
    <message>
        <source>期限已过、还没有办结的任务</source>
        <translation>Tasks past their due date and not done</translation>
    </message>
    <message>
        <source>今天到期</source>
        <translation>Due today</translation>
    </message>
    <message>
        <source>期限是今天、还没有办结的任务</source>
        <translation>Tasks due today and not done</translation>
    </message>
    <message>
        <source>三天内到期</source>
        <translation>Due within three days</translation>
    </message>
    <message>
        <source>期限在今后三天之内、还没有办结的任务</source>
        <translation>Tasks due within the next three days and not done</translation>
    </message>
    <message>
        <source>待办</source>
        <translation>To do</translation>
    </message>
    <message>
        <source>所有还没有办结的任务</source>
        <translation>All tasks not done</translation>
    </message>
    <message>
        <source>请先办这些</source>
        <translation>Do these first</translation>
    </message>
    <message>
        <source>逾期没公开</source>
        <translation>Late</translation>
    </message>
    <message>
        <source>过了应公开日、还没有张贴的公开任务</source>
        <translation>Duties whose day has passed and whose sheet does not hang</translation>
    </message>
    <message>
        <source>快要公开</source>
        <translation>Due soon</translation>
    </message>
    <message>
        <source>快到应公开日、还没有张贴的公开任务</source>
        <translation>Duties due soon whose sheet does not hang</translation>
    </message>
    <message>
        <source>该取下</source>
        <translation>To take down</translation>
    </message>
    <message>
        <source>张贴期满、该从公开栏取下的公开表</source>
        <translation>Notices whose days on the board are over</translation>
    </message>
    <message>
        <source>该答复异议</source>
        <translation>Objections to answer</translation>
    </message>
    <message>
        <source>到了答复期限、还没有答复的异议</source>
        <translation>Objections whose answer is due</translation>
    </message>
    <message>
        <source>编号重复</source>
        <translation>Number given twice</translation>
    </message>
    <message>
        <source>两台电脑离线时用了同一个编号的公开表和证明，要把后发的一份更正或作废</source>
        <translation>Notices and certificates that two PCs gave one number while offline: the later one is to be corrected or voided</translation>
    </message>
    <message>
        <source>从现有的花名册导入，几分钟就能查人、登记、打印公示。</source>
        <translation>Import the present roster, and in minutes you can find people, record and print notices.</translation>
    </message>
    <message>
        <source>档案里还没有人</source>
        <translation>Nobody is in the register yet</translation>
    </message>
    <message>
        <source>导入花名册</source>
        <translation>Import roster</translation>
    </message>
    <message>
        <source>请逐项核对</source>
        <translation>Please check one by one</translation>
    </message>
    <message>
        <source>请补填</source>
        <translation>Please fill in</translation>
    </message>
    <message>
        <source>全部</source>
        <translation>All</translation>
    </message>
    <message>
        <source>口径：{definition}
截至 {time}，点开看名单</source>
        <translation>Definition: {definition}
As of {time}; press to see the list</translation>
    </message>
    <message>
        <source>丢弃“{name}”的草稿？</source>
        <translation>Discard the draft of “{name}”?</translation>
    </message>
    <message>
        <source>没有保存的内容会被删除，档案里已有的数据不变。</source>
        <translation>What was not saved is deleted; the register stays as it is.</translation>
    </message>
    <message>
        <source>丢弃草稿</source>
        <translation>Discard draft</translation>
    </message>
</context>
<context>
    <name>TodaySide</name>
    <message>
        <source>快到期和逾期的任务</source>
        <translation>Tasks due soon and overdue</translation>
    </message>
    <message>
        <source>任务</source>
        <translation>Tasks</translation>
    </message>
    <message>
        <source>事项</source>
        <translation>Matters</translation>
    </message>
    <message>
        <source>快到期和逾期的公开</source>
        <translation>Disclosures due soon or late</translation>
    </message>
    <message>
        <source>公开任务</source>
        <translation>Duties</translation>
    </message>
    <message>
        <source>党员和组织的提醒</source>
        <translation>Party reminders</translation>
    </message>
    <message>
        <source>党员和组织</source>
        <translation>Party members</translation>
    </message>
    <message>
        <source>应急动员</source>
        <translation>Emergency</translation>
    </message>
    <message>
        <source>巡查</source>
        <translation>Patrols</translation>
    </message>
    <message>
        <source>走访</source>
        <translation>Visits</translation>
    </message>
    <message>
        <source>还差的会和要整改的事</source>
        <translation>Meetings still missing and things to mend</translation>
    </message>
    <message>
        <source>履职</source>
        <translation>Obligations</translation>
    </message>
    <message>
        <source>近期会议</source>
        <translation>Meetings of these days</translation>
    </message>
    <message>
        <source>会议</source>
        <translation>Meetings</translation>
    </message>
    <message>
        <source>代办</source>
        <translation>Services</translation>
    </message>
    <message>
        <source>务工</source>
        <translation>Work and jobs</translation>
    </message>
    <message>
        <source>上级交办</source>
        <translation>From above</translation>
    </message>
    <message>
        <source>一表通</source>
        <translation>Tables for above</translation>
    </message>
    <message>
        <source>红黑榜</source>
        <translation>Red and black board</translation>
    </message>
    <message>
        <source>村民来信</source>
        <translation>Villager&apos;s letter</translation>
    </message>
    <message>
        <source>待受理的来信和随手拍</source>
        <translation>Letters and snaps to accept</translation>
    </message>
    <message>
        <source>积分</source>
        <translation>Points</translation>
    </message>
    <message>
        <source>没有保存的草稿</source>
        <translation>Drafts not saved</translation>
    </message>
    <message>
        <source>备份</source>
        <translation>Backup</translation>
    </message>
    <message>
        <source>打开备份与设置</source>
        <translation>Open backup and settings</translation>
    </message>
    <message>
        <source>最近导入</source>
        <translation>Last import</translation>
    </message>
    <message>
        <source>三天内没有到期的任务。</source>
        <translation>Nothing is due within three days.</translation>
    </message>
    <message>
        <source>超时没有受理</source>
        <translation>Not accepted in time</translation>
    </message>
    <message>
        <source>上级退回</source>
        <translation>Returned from above</translation>
    </message>
    <message>
        <source>等书记审批延期</source>
        <translation>More time: secretary decides</translation>
    </message>
    <message>
        <source>暂停已到期</source>
        <translation>Pause is over</translation>
    </message>
    <message>
        <source>办结了还没反馈</source>
        <translation>Settled, nobody told yet</translation>
    </message>
    <message>
        <source>正在进行的动员</source>
        <translation>Mobilisations running</translation>
    </message>
    <message>
        <source>还没有发起的动员令</source>
        <translation>Orders not started yet</translation>
    </message>
    <message>
        <source>超时没报的初报</source>
        <translation>First reports that are late</translation>
    </message>
    <message>
        <source>写好没上报的灾情报告</source>
        <translation>Disaster reports not sent yet</translation>
    </message>
    <message>
        <source>险情没有报告：{n} 条</source>
        <translation>Danger not reported: {n}</translation>
    </message>
    <message>
        <source>漏巡的隐患点：{n} 个</source>
        <translation>Sites missed: {n}</translation>
    </message>
    <message>
        <source>今天要巡：{n} 个点</source>
        <translation>Sites to patrol today: {n}</translation>
    </message>
    <message>
        <source>明白卡要发、要换：{n} 户</source>
        <translation>Cards to issue or replace: {n}</translation>
    </message>
    <message>
        <source>明白卡待签收：{n} 户</source>
        <translation>Cards to be signed: {n}</translation>
    </message>
    <message>
        <source>逾期没走访：{n} 人</source>
        <translation>Visits overdue: {n} people</translation>
    </message>
    <message>
        <source>今天到期：{n} 人</source>
        <translation>Due today: {n} people</translation>
    </message>
    <message>
        <source>待确认的变更：{n} 项</source>
        <translation>Changes to confirm: {n}</translation>
    </message>
    <message>
        <source>没走完的走访单：{n} 张</source>
        <translation>Open walk lists: {n}</translation>
    </message>
    <message>
        <source>记走访</source>
        <translation>Log a visit</translation>
    </message>
    <message>
        <source>Ctrl+J，哪一页都能按</source>
        <translation>Ctrl+J, on every page</translation>
    </message>
    <message>
        <source>安排…</source>
        <translation>Plan…</translation>
    </message>
    <message>
        <source>超过期限的</source>
        <translation>Past their day</translation>
    </message>
    <message>
        <source>要答复的预约</source>
        <translation>Bookings to answer</translation>
    </message>
    <message>
        <source>今天约好来办的</source>
        <translation>Agreed for today</translation>
    </message>
    <message>
        <source>退回要补材料的</source>
        <translation>Sent back for papers</translation>
    </message>
    <message>
        <source>快到期的</source>
        <translation>Due soon</translation>
    </message>
    <message>
        <source>结果要送到本人的</source>
        <translation>Results to deliver</translation>
    </message>
    <message>
        <source>该退还的原件</source>
        <translation>Originals to give back</translation>
    </message>
    <message>
        <source>档案变动没办户籍手续的</source>
        <translation>Changes not yet at the police</translation>
    </message>
    <message>
        <source>求职登记快到期的</source>
        <translation>Registrations that run out soon</translation>
    </message>
    <message>
        <source>求职登记过期、还没问过的</source>
        <translation>Registrations that ran out</translation>
    </message>
    <message>
        <source>等核实的岗位</source>
        <translation>Posts to check</translation>
    </message>
    <message>
        <source>推荐了还没结果的</source>
        <translation>Recommendations without a result</translation>
    </message>
    <message>
        <source>被退回</source>
        <translation>Sent back</translation>
    </message>
    <message>
        <source>已逾期</source>
        <translation>Overdue</translation>
    </message>
    <message>
        <source>{day} 到期</source>
        <translation>due {day}</translation>
    </message>
    <message>
        <source>该撤下的</source>
        <translation>Due down</translation>
    </message>
    <message>
        <source>逾期没整改的</source>
        <translation>Not mended in time</translation>
    </message>
    <message>
        <source>要告知本户的</source>
        <translation>Households to tell</translation>
    </message>
    <message>
        <source>要改为帮扶的</source>
        <translation>Households to help</translation>
    </message>
    <message>
        <source>待审定的红榜</source>
        <translation>Praise to approve</translation>
    </message>
    <message>
        <source>要重签的授信授权</source>
        <translation>Consents to renew</translation>
    </message>
    <message>
        <source>没有备案的村规民约</source>
        <translation>Covenant not filed</translation>
    </message>
    <message>
        <source>待确认的积分</source>
        <translation>Points to be confirmed</translation>
    </message>
    <message>
        <source>待答复的申诉</source>
        <translation>Appeals to answer</translation>
    </message>
    <message>
        <source>可以结账的季度</source>
        <translation>Quarters to close</translation>
    </message>
    <message>
        <source>丢弃这份草稿</source>
        <translation>Discard this draft</translation>
    </message>
    <message>
        <source>还没有备份。</source>
        <translation>There is no backup yet.</translation>
    </message>
    <message>
        <source>上次试恢复没有成功。</source>
        <translation>The last trial restore failed.</translation>
    </message>
    <message>
        <source>还没有试恢复过。</source>
        <translation>No trial restore yet.</translation>
    </message>
    <message>
        <source>没有设第二备份处（如 U 盘）。</source>
        <translation>No second backup place is set (such as a USB stick).</translation>
    </message>
    <message>
        <source>{name}&#x3000;{what}</source>
        <translation>{name}&#x3000;{what}</translation>
    </message>
    <message>
        <source>{month}月{day}日</source>
        <translation>{day}/{month}</translation>
    </message>
    <message>
        <source>第二备份处一个多星期没抄了，请插上 U 盘。</source>
        <translation>No copy in the second place for over a week: please plug the USB stick in.</translation>
    </message>
    <message>
        <source>{day} 试恢复成功</source>
        <translation>Trial restore passed on {day}</translation>
    </message>
    <message>
        <source>{name}&#x3000;{why}</source>
        <translation>{name}&#x3000;{why}</translation>
    </message>
    <message>
        <source>没有到会、还没补课的 {n} 人次</source>
        <translation>{n} absences not made up yet</translation>
    </message>
    <message>
        <source>最近备份 {at}</source>
        <translation>Last backup {at}</translation>
    </message>
</context>
<context>
    <name>TopicDialog</name>
    <message>
        <source>议题</source>
        <translation>Item</translation>
    </message>
    <message>
        <source>新增议题</source>
        <translation>New item</translation>
    </message>
    <message>
        <source>汇报人</source>
        <translation>Reported by</translation>
    </message>
    <message>
        <source>四议两公开事项</source>
        <translation>Major matter</translation>
    </message>
    <message>
        <source>表决</source>
        <translation>Vote</translation>
    </message>
    <message>
        <source>不选就是不表决</source>
        <translation>none means no vote</translation>
    </message>
    <message>
        <source>事项性质</source>
        <translation>Subject</translation>
    </message>
    <message>
        <source>章程另定的多数</source>
        <translation>Majority by charter</translation>
    </message>
    <message>
        <source>发言和讨论</source>
        <translation>Discussion</translation>
    </message>
    <message>
        <source>同意</source>
        <translation>In favour</translation>
    </message>
    <message>
        <source>反对</source>
        <translation>Against</translation>
    </message>
    <message>
        <source>弃权</source>
        <translation>Abstained</translation>
    </message>
    <message>
        <source>参加表决</source>
        <translation>Voting</translation>
    </message>
    <message>
        <source>决议</source>
        <translation>Resolution</translation>
    </message>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>保存</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>会议要 {least} 人（户）以上到会才能表决，应到 {due}，已到 {present}</source>
        <translation>at least {least} people (households) must be there, {due} are due, {present} present</translation>
    </message>
    <message>
        <source>通过至少要 {least} 票</source>
        <translation>at least {least} votes to pass</translation>
    </message>
</context>
<context>
    <name>TrayReminder</name>
    <message>
        <source>紧急 {n} 项</source>
        <translation>{n} urgent</translation>
    </message>
    <message>
        <source>逾期 {n} 项</source>
        <translation>{n} overdue</translation>
    </message>
    <message>
        <source>今天到期 {n} 项</source>
        <translation>{n} due today</translation>
    </message>
    <message>
        <source>待受理 {n} 项</source>
        <translation>{n} to accept</translation>
    </message>
    <message>
        <source>待反馈 {n} 项</source>
        <translation>{n} to tell</translation>
    </message>
    <message>
        <source>，</source>
        <translation>, </translation>
    </message>
    <message>
        <source>今天的任务</source>
        <translation>Tasks of today</translation>
    </message>
    <message>
        <source>有紧急任务</source>
        <translation>Urgent tasks</translation>
    </message>
    <message>
        <source>{title}：{words}</source>
        <translation>{title}: {words}</translation>
    </message>
    <message>
        <source>查看</source>
        <translation>Show</translation>
    </message>
    <message>
        <source>村情通</source>
        <translation>Cunqingtong</translation>
    </message>
</context>
<context>
    <name>TroubleView</name>
    <message>
        <source>现在打不开</source>
        <translation>It does not open now</translation>
    </message>
    <message>
        <source>编号 {code}</source>
        <translation>Number {code}</translation>
    </message>
    <message>
        <source>再试一次</source>
        <translation>Try again</translation>
    </message>
    <message>
        <source>从备份恢复…</source>
        <translation>Restore from backup…</translation>
    </message>
    <message>
        <source>换一个数据文件夹…</source>
        <translation>Another data folder…</translation>
    </message>
</context>
<context>
    <name>TypedTexts</name>
    <message>
        <source>文字</source>
        <translation>Text</translation>
    </message>
</context>
<context>
    <name>UnfinishedDialog</name>
    <message>
        <source>没有写完的内容</source>
        <translation>Unfinished text</translation>
    </message>
    <message>
        <source>丢弃</source>
        <translation>Discard</translation>
    </message>
    <message>
        <source>先留着</source>
        <translation>Keep for now</translation>
    </message>
    <message>
        <source>“{title}”没有写完</source>
        <translation>“{title}” was not finished</translation>
    </message>
    <message>
        <source>程序锁定时它关上了，打过的字都在这里。再打开它，把要用的复制过去；选过的项要重新选。</source>
        <translation>It closed when the program locked; what you typed is here. Open it again and copy over what you need; choices have to be made again.</translation>
    </message>
    <message>
        <source>复制{name}</source>
        <translation>Copy {name}</translation>
    </message>
</context>
<context>
    <name>UnlinkedDialog</name>
    <message>
        <source>没有走程序的大额事项</source>
        <translation>Large matters without procedure</translation>
    </message>
    <message>
        <source>合同</source>
        <translation>Contract</translation>
    </message>
    <message>
        <source>项目</source>
        <translation>Project</translation>
    </message>
    <message>
        <source>开支</source>
        <translation>Spending</translation>
    </message>
    <message>
        <source>种类</source>
        <translation>Kind</translation>
    </message>
    <message>
        <source>日期</source>
        <translation>Day</translation>
    </message>
    <message>
        <source>名称</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>金额</source>
        <translation>Amount</translation>
    </message>
    <message>
        <source>已有的事项</source>
        <translation>Matters on record</translation>
    </message>
    <message>
        <source>关闭</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>为它立一件</source>
        <translation>Open a matter for it</translation>
    </message>
    <message>
        <source>关联到这件事项</source>
        <translation>Link to this matter</translation>
    </message>
    <message>
        <source>下面这些达到了规定的金额，还没有对应的“四议两公开”事项。</source>
        <translation>These reach the amount set by the rules and have no matter behind them yet.</translation>
    </message>
    <message>
        <source>达到规定金额的合同、项目和开支，都有对应的事项。</source>
        <translation>Every contract, project and spending of that amount has its matter.</translation>
    </message>
</context>
<context>
    <name>UnlockView</name>
    <message>
        <source>登录</source>
        <translation>Sign in</translation>
    </message>
    <message>
        <source>用户</source>
        <translation>User</translation>
    </message>
    <message>
        <source>密码</source>
        <translation>Password</translation>
    </message>
    <message>
        <source>切换</source>
        <translation>Switch</translation>
    </message>
    <message>
        <source>打开</source>
        <translation>Open</translation>
    </message>
    <message>
        <source>忘记密码，用恢复单找回</source>
        <translation>Forgotten? Use the recovery sheet</translation>
    </message>
    <message>
        <source>换一个数据文件夹…</source>
        <translation>Another data folder…</translation>
    </message>
    <message>
        <source>返回</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>请输入密码。</source>
        <translation>Please type the password.</translation>
    </message>
</context>
<context>
    <name>UserChoice</name>
    <message>
        <source>{login}（{role}）</source>
        <translation>{login} ({role})</translation>
    </message>
</context>
<context>
    <name>UserDialog</name>
    <message>
        <source>改岗位和密码</source>
        <translation>Change role and password</translation>
    </message>
    <message>
        <source>添加用户</source>
        <translation>Add user</translation>
    </message>
    <message>
        <source>保存</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>姓名</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>用户名</source>
        <translation>User name</translation>
    </message>
    <message>
        <source>登录时用，可以是汉字或字母</source>
        <translation>Used for signing in; hanzi or letters</translation>
    </message>
    <message>
        <source>岗位</source>
        <translation>Role</translation>
    </message>
    <message>
        <source>密码</source>
        <translation>Password</translation>
    </message>
    <message>
        <source>姓名、用户名和岗位都要填写。</source>
        <translation>Name, user name and role are all needed.</translation>
    </message>
</context>
<context>
    <name>UserStep</name>
    <message>
        <source>姓名</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>登录名</source>
        <translation>Sign-in name</translation>
    </message>
    <message>
        <source>登录时选的名字，任何人打开程序都看得到。可以用职务，例如“文书”。</source>
        <translation>The name chosen when signing in; everyone who opens the program sees it. A post will do, such as “clerk”.</translation>
    </message>
    <message>
        <source>岗位</source>
        <translation>Role</translation>
    </message>
    <message>
        <source>密码</source>
        <translation>Password</translation>
    </message>
    <message>
        <source>其他人（书记、报账员、网格员……）以后在“备份与设置”里添加。</source>
        <translation>Others (secretary, bookkeeper, grid workers …) are added later under “Backup and settings”.</translation>
    </message>
    <message>
        <source>您是谁？设一个密码</source>
        <translation>Who are you? Choose a password</translation>
    </message>
    <message>
        <source>全村的档案用这个密码加密。至少 8 个字符，用一句自己记得住的话最好。</source>
        <translation>It encrypts the register of the whole village. At least 8 characters; a phrase you remember is best.</translation>
    </message>
</context>
<context>
    <name>UsersSection</name>
    <message>
        <source>用户列表</source>
        <translation>List of users</translation>
    </message>
    <message>
        <source>添加用户…</source>
        <translation>Add user…</translation>
    </message>
    <message>
        <source>改岗位和密码…</source>
        <translation>Change role and password…</translation>
    </message>
    <message>
        <source>姓名和对应的人…</source>
        <translation>Name and person…</translation>
    </message>
    <message>
        <source>停用…</source>
        <translation>Deactivate…</translation>
    </message>
    <message>
        <source>改我的密码…</source>
        <translation>Change my password…</translation>
    </message>
    <message>
        <source>重做恢复单…</source>
        <translation>New recovery sheet…</translation>
    </message>
    <message>
        <source>每个人用自己的用户登录，谁看了什么、改了什么才说得清。</source>
        <translation>Everyone signs in as themselves, so that it stays clear who saw and changed what.</translation>
    </message>
    <message>
        <source>姓名</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>用户名</source>
        <translation>User name</translation>
    </message>
    <message>
        <source>岗位</source>
        <translation>Role</translation>
    </message>
    <message>
        <source>档案里的人</source>
        <translation>Person in the register</translation>
    </message>
    <message>
        <source>状态</source>
        <translation>State</translation>
    </message>
    <message>
        <source>正在使用</source>
        <translation>At work</translation>
    </message>
    <message>
        <source>可以登录</source>
        <translation>Can sign in</translation>
    </message>
    <message>
        <source>已停用</source>
        <translation>Deactivated</translation>
    </message>
</context>
<context>
    <name>VerifyDialog</name>
    <message>
        <source>核对公开表</source>
        <translation>Check a notice</translation>
    </message>
    <message>
        <source>编号和校验码，或者方块码</source>
        <translation>Number and check code, or square code</translation>
    </message>
    <message>
        <source>核对</source>
        <translation>comparing</translation>
    </message>
    <message>
        <source>选 PDF 文件…</source>
        <translation>Choose PDF file…</translation>
    </message>
    <message>
        <source>看存档的那一份</source>
        <translation>Show the archived one</translation>
    </message>
    <message>
        <source>不同的地方</source>
        <translation>Differences</translation>
    </message>
    <message>
        <source>关闭</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>用扫码枪扫表右上角的方块码，或者照每页右下角输入编号和校验码；有电子文件的，直接选文件。</source>
        <translation>Scan the square code in the upper right corner, or type number and check code from the foot of a page; of a file, choose it.</translation>
    </message>
    <message>
        <source>核对文件</source>
        <translation>Verify a file</translation>
    </message>
    <message>
        <source>PDF 文件 (*.pdf)</source>
        <translation>PDF file (*.pdf)</translation>
    </message>
    <message>
        <source>这就是存档的那一份，一个字节都没有变。</source>
        <translation>This is the archived sheet, byte for byte.</translation>
    </message>
    <message>
        <source>内容和样子与存档一致，只是被别的程序另存过。</source>
        <translation>It says and shows the same as the archived sheet; another program has saved it anew.</translation>
    </message>
    <message>
        <source>与存档不一致，被改动过。</source>
        <translation>It differs from the archived sheet: it was changed.</translation>
    </message>
    <message>
        <source>编号和校验码相符。请再看一看标题、期间和页数对不对得上。</source>
        <translation>Number and check code belong together. Please compare title, period and pages as well.</translation>
    </message>
    <message>
        <source>有这个编号，校验码却不是它的：纸上的内容和发布的不一样。</source>
        <translation>There is such a number, but the check code is not its own: the paper says something else than was issued.</translation>
    </message>
    <message>
        <source>这一份没有发布过，不能作数。</source>
        <translation>This one was never issued and does not count.</translation>
    </message>
    <message>
        <source>不是本村发布的公开表。</source>
        <translation>This village has issued no such notice.</translation>
    </message>
    <message>
        <source>这是扫描件或照片，里面没有文字。请输入编号和校验码，或者扫方块码。</source>
        <translation>This is a scan or photograph without text. Please type number and check code, or scan the square code.</translation>
    </message>
    <message>
        <source>{number}&#x3000;校验码 {code}</source>
        <translation>{number}, check code {code}</translation>
    </message>
    <message>
        <source>{who} {when} 发布，共 {pages} 页</source>
        <translation>Issued by {who} on {when}, {pages} pages</translation>
    </message>
    <message>
        <source>已被更正，以 {number} 为准。</source>
        <translation>Corrected since; {number} holds.</translation>
    </message>
    <message>
        <source>已撤回，不再有效。</source>
        <translation>Withdrawn; it no longer holds.</translation>
    </message>
    <message>
        <source>现行有效。</source>
        <translation>In force.</translation>
    </message>
    <message>
        <source>第 {page} 页</source>
        <translation>Page {page}</translation>
    </message>
    <message>
        <source>{page}：文字相同，样子不同（盖了东西，或者换了图）</source>
        <translation>{page}: same text, other looks (covered, or another picture)</translation>
    </message>
    <message>
        <source>（无）</source>
        <translation>(nothing)</translation>
    </message>
    <message>
        <source>{page}&#x3000;存档：{text}</source>
        <translation>{page}, archived: {text}</translation>
    </message>
    <message>
        <source>{page}&#x3000;这份：{text}</source>
        <translation>{page}, this one: {text}</translation>
    </message>
    <message>
        <source>核验整改：{title}</source>
        <translation>Verify: {title}</translation>
    </message>
    <message>
        <source>核验通过</source>
        <translation>Verified</translation>
    </message>
    <message>
        <source>意见</source>
        <translation>Remark</translation>
    </message>
    <message>
        <source>退回要写明还差什么</source>
        <translation>Sending back takes what is missing</translation>
    </message>
    <message>
        <source>退回</source>
        <translation>Send back</translation>
    </message>
</context>
<context>
    <name>VillageStep</name>
    <message>
        <source>输入村名、拼音首字母或区划代码</source>
        <translation>Type name, pinyin initials or division code</translation>
    </message>
    <message>
        <source>村</source>
        <translation>Village</translation>
    </message>
    <message>
        <source>省</source>
        <translation>Province</translation>
    </message>
    <message>
        <source>市</source>
        <translation>City</translation>
    </message>
    <message>
        <source>县（市、区）</source>
        <translation>County (city, district)</translation>
    </message>
    <message>
        <source>乡镇（街道）</source>
        <translation>Town (street)</translation>
    </message>
    <message>
        <source>区划代码</source>
        <translation>Division code</translation>
    </message>
    <message>
        <source>12 位数字</source>
        <translation>12 digits</translation>
    </message>
    <message>
        <source>数据放在：{folder}</source>
        <translation>Data lie in: {folder}</translation>
    </message>
    <message>
        <source>换一个文件夹…</source>
        <translation>Another folder…</translation>
    </message>
    <message>
        <source>从备份恢复…</source>
        <translation>Restore from backup…</translation>
    </message>
    <message>
        <source>列表里没有？请在下面填写。</source>
        <translation>Not in the list? Fill in below.</translation>
    </message>
    <message>
        <source>您是哪个村？</source>
        <translation>Which village is yours?</translation>
    </message>
    <message>
        <source>选定以后，所有台账和公示上都印这个村名。</source>
        <translation>All records and notices will carry this name.</translation>
    </message>
</context>
<context>
    <name>VirtualTable</name>
    <message>
        <source>选择列…</source>
        <translation>Choose columns…</translation>
    </message>
    <message>
        <source>隐藏“{name}”</source>
        <translation>Hide “{name}”</translation>
    </message>
    <message>
        <source>恢复默认列</source>
        <translation>Default columns</translation>
    </message>
</context>
<context>
    <name>VisitDialog</name>
    <message>
        <source>走访：{name}</source>
        <translation>Visit: {name}</translation>
    </message>
    <message>
        <source>更正走访：{name}</source>
        <translation>Correct visit: {name}</translation>
    </message>
    <message>
        <source>保存</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>结果</source>
        <translation>Results</translation>
    </message>
    <message>
        <source>时间</source>
        <translation>Time</translation>
    </message>
    <message>
        <source>走访人</source>
        <translation>Visitors</translation>
    </message>
    <message>
        <source>方式</source>
        <translation>How</translation>
    </message>
    <message>
        <source>其他走访人</source>
        <translation>Other visitors</translation>
    </message>
    <message>
        <source>不在档案里的，写姓名</source>
        <translation>Names of people outside the register</translation>
    </message>
    <message>
        <source>补登原因</source>
        <translation>Why only now</translation>
    </message>
    <message>
        <source>如 停电，先记在纸上</source>
        <translation>e.g. no power, noted on paper</translation>
    </message>
    <message>
        <source>需求</source>
        <translation>Needs</translation>
    </message>
    <message>
        <source>隐患</source>
        <translation>Hazards</translation>
    </message>
    <message>
        <source>矛盾纠纷</source>
        <translation>Disputes</translation>
    </message>
    <message>
        <source>备注</source>
        <translation>Note</translation>
    </message>
    <message>
        <source>情况有变</source>
        <translation>Facts changed</translation>
    </message>
    <message>
        <source>先记下，确认以后才写入档案</source>
        <translation>Noted now, written to the register when confirmed</translation>
    </message>
    <message>
        <source>宣传了</source>
        <translation>Explained</translation>
    </message>
    <message>
        <source>{name}（到期）</source>
        <translation>{name} (due)</translation>
    </message>
    <message>
        <source>还见到了</source>
        <translation>Also seen</translation>
    </message>
    <message>
        <source>接待的人</source>
        <translation>Received by</translation>
    </message>
    <message>
        <source>是别人时写</source>
        <translation>If somebody else</translation>
    </message>
    <message>
        <source>Ctrl+回车</source>
        <translation>Ctrl+Enter</translation>
    </message>
</context>
<context>
    <name>VisitEntry</name>
    <message>
        <source>已登记走访：{name}</source>
        <translation>Visit logged: {name}</translation>
    </message>
    <message>
        <source>，登记任务 {n} 件</source>
        <translation>, {n} task(s) made</translation>
    </message>
    <message>
        <source>，待确认的变更 {n} 项</source>
        <translation>, {n} change(s) to confirm</translation>
    </message>
</context>
<context>
    <name>VisitWords</name>
    <message>
        <source>今天到期</source>
        <translation>due today</translation>
    </message>
    <message>
        <source>还没有走过</source>
        <translation>Never yet</translation>
    </message>
    <message>
        <source>在走</source>
        <translation>Under way</translation>
    </message>
    <message>
        <source>下次 {day}</source>
        <translation>next {day}</translation>
    </message>
    <message>
        <source>{name}：{why}，{days} 天一次，{due}</source>
        <translation>{name}: {why}, every {days} days, {due}</translation>
    </message>
    <message>
        <source>走访谁</source>
        <translation>Who</translation>
    </message>
    <message>
        <source>类别</source>
        <translation>Kind</translation>
    </message>
    <message>
        <source>为什么</source>
        <translation>Why</translation>
    </message>
    <message>
        <source>小组</source>
        <translation>Group</translation>
    </message>
    <message>
        <source>住址</source>
        <translation>Address</translation>
    </message>
    <message>
        <source>几天一次</source>
        <translation>Every so many days</translation>
    </message>
    <message>
        <source>上次</source>
        <translation>Last</translation>
    </message>
    <message>
        <source>下次</source>
        <translation>Next</translation>
    </message>
    <message>
        <source>时间</source>
        <translation>Time</translation>
    </message>
    <message>
        <source>方式</source>
        <translation>How</translation>
    </message>
    <message>
        <source>结果</source>
        <translation>Results</translation>
    </message>
    <message>
        <source>发现和备注</source>
        <translation>Found and noted</translation>
    </message>
    <message>
        <source>任务</source>
        <translation>Task</translation>
    </message>
    <message>
        <source>走访人</source>
        <translation>Visitors</translation>
    </message>
    <message>
        <source>谁的</source>
        <translation>Whose</translation>
    </message>
    <message>
        <source>哪一项</source>
        <translation>Item</translation>
    </message>
    <message>
        <source>档案里</source>
        <translation>In the register</translation>
    </message>
    <message>
        <source>改成</source>
        <translation>Change to</translation>
    </message>
    <message>
        <source>走访日期</source>
        <translation>Walked on</translation>
    </message>
    <message>
        <source>哪天走</source>
        <translation>Day</translation>
    </message>
    <message>
        <source>名称</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>已登记</source>
        <translation>Entered</translation>
    </message>
    <message>
        <source>状态</source>
        <translation>State</translation>
    </message>
    <message>
        <source>逾期 {n} 天</source>
        <translation>{n} days late</translation>
    </message>
    <message>
        <source>还有 {n} 天</source>
        <translation>in {n} days</translation>
    </message>
    <message>
        <source>要 {n} 个人一起走访。</source>
        <translation>Visited by {n} together.</translation>
    </message>
    <message>
        <source>上次：{text}</source>
        <translation>Last time: {text}</translation>
    </message>
    <message>
        <source>{name}（外出）</source>
        <translation>{name} (away)</translation>
    </message>
    <message>
        <source>没有填</source>
        <translation>not filled in</translation>
    </message>
    <message>
        <source>{day} 结束</source>
        <translation>Closed {day}</translation>
    </message>
    <message>
        <source>{done} / {all}</source>
        <translation>{done} / {all}</translation>
    </message>
</context>
<context>
    <name>VisitsPart</name>
    <message>
        <source>走访</source>
        <translation>Visits</translation>
    </message>
    <message>
        <source>记走访</source>
        <translation>Log a visit</translation>
    </message>
    <message>
        <source>待确认：{owner} {field} {old} → {new}</source>
        <translation>To confirm: {owner} {field} {old} → {new}</translation>
    </message>
    <message>
        <source>还没有走访过</source>
        <translation>Not visited yet</translation>
    </message>
    <message>
        <source>还有 {n} 次，见“走访”</source>
        <translation>{n} more, see Visits</translation>
    </message>
    <message>
        <source>没有填</source>
        <translation>not filled in</translation>
    </message>
    <message>
        <source>记走访：{name}</source>
        <translation>Log a visit: {name}</translation>
    </message>
</context>
<context>
    <name>VisitsPresenter</name>
    <message>
        <source>还没确认的变更一起删除；登记了的任务不删。可以撤销。</source>
        <translation>Unconfirmed changes go with it; tasks stay. Can be undone.</translation>
    </message>
    <message>
        <source>删除</source>
        <translation>Delete</translation>
    </message>
    <message>
        <source>改成走访记的</source>
        <translation>Use what the visit found</translation>
    </message>
    <message>
        <source>不采用</source>
        <translation>Dismiss</translation>
    </message>
    <message>
        <source>如 打电话核实过，号码没有变</source>
        <translation>e.g. checked by telephone, the number is the same</translation>
    </message>
    <message>
        <source>结束</source>
        <translation>Ends</translation>
    </message>
    <message>
        <source>列入走访对象</source>
        <translation>Put on the list of visits</translation>
    </message>
    <message>
        <source>保存</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>类别</source>
        <translation>Kind</translation>
    </message>
    <message>
        <source>几天一次</source>
        <translation>Every so many days</translation>
    </message>
    <message>
        <source>从哪天起</source>
        <translation>From</translation>
    </message>
    <message>
        <source>到哪天</source>
        <translation>To</translation>
    </message>
    <message>
        <source>为什么</source>
        <translation>Why</translation>
    </message>
    <message>
        <source>从今天起不再按手工列入的类别走访；按规则该走的照样走。</source>
        <translation>From today no longer visited in the class set by hand; what the rules ask for stays.</translation>
    </message>
    <message>
        <source>移出</source>
        <translation>Take out</translation>
    </message>
    <message>
        <source>不印困难原因和证件号，电话只印头尾。打印会记入日志。</source>
        <translation>No hardship reasons or ID numbers; telephones are covered. Printing is logged.</translation>
    </message>
    <message>
        <source>印完整电话</source>
        <translation>Print full telephone numbers</translation>
    </message>
    <message>
        <source>打印走访情况表</source>
        <translation>Print the sheet of visits</translation>
    </message>
    <message>
        <source>预览</source>
        <translation>Preview</translation>
    </message>
    <message>
        <source>从哪天</source>
        <translation>From</translation>
    </message>
    <message>
        <source>{owner}&#x3000;{field}：{old} → {new}</source>
        <translation>{owner}&#x3000;{field}: {old} → {new}</translation>
    </message>
    <message>
        <source>这里没有要走访的，先换一个筛选。</source>
        <translation>Nobody to visit here; choose another filter first.</translation>
    </message>
    <message>
        <source>做走访单</source>
        <translation>Make a walk list</translation>
    </message>
    <message>
        <source>名称</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>哪天走</source>
        <translation>Day</translation>
    </message>
    <message>
        <source>走访人</source>
        <translation>Visitors</translation>
    </message>
    <message>
        <source>上面的人和户照样到期。</source>
        <translation>Those on it stay due.</translation>
    </message>
    <message>
        <source>都登记了。</source>
        <translation>All are entered.</translation>
    </message>
    <message>
        <source>哪个人、哪一户</source>
        <translation>Person or household</translation>
    </message>
    <message>
        <source>不填就按这一类的周期</source>
        <translation>Empty: the cycle of the class</translation>
    </message>
    <message>
        <source>各类对象走到了多少，没有姓名，可以报乡镇。</source>
        <translation>How far each class was covered; no names, for the township.</translation>
    </message>
    <message>
        <source>走访情况表</source>
        <translation>Sheet of visits</translation>
    </message>
    <message>
        <source>人次和人数分开写。打印会记入日志。</source>
        <translation>Person-times and people apart. Printing is logged.</translation>
    </message>
    <message>
        <source>删除 {at} 走访{name}的记录？</source>
        <translation>Remove the visit to {name} of {at}?</translation>
    </message>
    <message>
        <source>{owner}的{field}在走访以后改过了，还要改吗？</source>
        <translation>{field} of {owner} was changed after the visit. Change it all the same?</translation>
    </message>
    <message>
        <source>档案里现在是“{old}”，走访时记的是“{new}”。</source>
        <translation>The register now says “{old}”, the visit found “{new}”.</translation>
    </message>
    <message>
        <source>没有填</source>
        <translation>not filled in</translation>
    </message>
    <message>
        <source>只在电脑上看，不印在单子上</source>
        <translation>Seen on this PC only, not printed</translation>
    </message>
    <message>
        <source>结束“{title}”？</source>
        <translation>Close “{title}”?</translation>
    </message>
    <message>
        <source>修改：{name}</source>
        <translation>Change: {name}</translation>
    </message>
    <message>
        <source>把{name}移出走访对象？</source>
        <translation>Take {name} off the list of visits?</translation>
    </message>
    <message>
        <source>走访单 {day}</source>
        <translation>Walk list {day}</translation>
    </message>
    <message>
        <source>结束的一天在开始之前。</source>
        <translation>The last day is before the first.</translation>
    </message>
    <message>
        <source>档案里已经是这样了，不用再改。</source>
        <translation>The register says so already; nothing to change.</translation>
    </message>
    <message>
        <source>“{title}”还没有登记，删除这张走访单？</source>
        <translation>Nothing was entered from “{title}”. Remove the walk list?</translation>
    </message>
    <message>
        <source>还有 {n} 户没有登记，照样到期。</source>
        <translation>{n} households are not entered; they stay due.</translation>
    </message>
    <message>
        <source>看不懂日期，请写成 2026-11-01 这样。</source>
        <translation>Not a day; write it like 2026-11-01.</translation>
    </message>
    <message>
        <source>列入 {homes} 户，要看 {people} 人，按走的路线排好。</source>
        <translation>{homes} households with {people} people to see, in the order of the route.</translation>
    </message>
    <message>
        <source>已写入档案：{owner} {field}</source>
        <translation>Written to the register: {owner} {field}</translation>
    </message>
</context>
<context>
    <name>VisitsScreen</name>
    <message>
        <source>到期</source>
        <translation>Due</translation>
    </message>
    <message>
        <source>记录</source>
        <translation>Record</translation>
    </message>
    <message>
        <source>待确认的变更</source>
        <translation>To confirm</translation>
    </message>
    <message>
        <source>走访单</source>
        <translation>Walk lists</translation>
    </message>
    <message>
        <source>对象</source>
        <translation>Who</translation>
    </message>
    <message>
        <source>到期要走访的人和户</source>
        <translation>People and households due</translation>
    </message>
    <message>
        <source>走访记录</source>
        <translation>Visits on record</translation>
    </message>
    <message>
        <source>手工列入的对象</source>
        <translation>Put in by hand</translation>
    </message>
    <message>
        <source>记走访</source>
        <translation>Log a visit</translation>
    </message>
    <message>
        <source>找人，填走访（Ctrl+J，哪一页都能按）</source>
        <translation>Find somebody and log a visit (Ctrl+J, on every page)</translation>
    </message>
    <message>
        <source>姓名、首字母、地址</source>
        <translation>Name, initials, address</translation>
    </message>
    <message>
        <source>小组</source>
        <translation>Group</translation>
    </message>
    <message>
        <source>各组</source>
        <translation>All groups</translation>
    </message>
    <message>
        <source>网格</source>
        <translation>Grid</translation>
    </message>
    <message>
        <source>各网格</source>
        <translation>All grids</translation>
    </message>
    <message>
        <source>谁负责</source>
        <translation>Responsible</translation>
    </message>
    <message>
        <source>各负责人</source>
        <translation>Anyone in charge</translation>
    </message>
    <message>
        <source>类别</source>
        <translation>Kind</translation>
    </message>
    <message>
        <source>各类</source>
        <translation>All classes</translation>
    </message>
    <message>
        <source>哪些</source>
        <translation>Which</translation>
    </message>
    <message>
        <source>到期的</source>
        <translation>Due</translation>
    </message>
    <message>
        <source>逾期的</source>
        <translation>Overdue</translation>
    </message>
    <message>
        <source>到期和快到期的</source>
        <translation>Due and due soon</translation>
    </message>
    <message>
        <source>所有对象</source>
        <translation>All</translation>
    </message>
    <message>
        <source>做走访单…</source>
        <translation>Walk list…</translation>
    </message>
    <message>
        <source>把列出的（或选中的几行）做成一张走访单</source>
        <translation>Make a walk list of those shown (or of several selected lines)</translation>
    </message>
    <message>
        <source>走访情况表…</source>
        <translation>Sheet of visits…</translation>
    </message>
    <message>
        <source>更正…</source>
        <translation>Correct…</translation>
    </message>
    <message>
        <source>删除</source>
        <translation>Delete</translation>
    </message>
    <message>
        <source>写入档案</source>
        <translation>Write to the register</translation>
    </message>
    <message>
        <source>不采用…</source>
        <translation>Dismiss…</translation>
    </message>
    <message>
        <source>打印…</source>
        <translation>Print…</translation>
    </message>
    <message>
        <source>逐行登记</source>
        <translation>Enter row by row</translation>
    </message>
    <message>
        <source>结束…</source>
        <translation>Close…</translation>
    </message>
    <message>
        <source>列入对象</source>
        <translation>Put in</translation>
    </message>
    <message>
        <source>移出…</source>
        <translation>Take out…</translation>
    </message>
    <message>
        <source>走访</source>
        <translation>Visits</translation>
    </message>
    <message>
        <source>回车登记。电话走访只对骨干和三类对象算数。</source>
        <translation>Enter logs a visit. Telephone counts for backbone and third class only.</translation>
    </message>
    <message>
        <source>还没有登记过走访；从第一次走访那天起算周期，在那以前谁也不算逾期。</source>
        <translation>No visit is on record yet; cycles begin with the day of the first one, and nobody is late before it.</translation>
    </message>
    <message>
        <source>最近一年。回车更正，原来写的留在历史里。</source>
        <translation>The last year. Enter corrects; history keeps what stood there.</translation>
    </message>
    <message>
        <source>走访发现的变化，确认以后才写入档案。</source>
        <translation>Changes found on visits; the register takes them when confirmed.</translation>
    </message>
    <message>
        <source>打印带去，回来按单子逐行登记。</source>
        <translation>Print it, take it along, then enter it row by row.</translation>
    </message>
    <message>
        <source>手工列入的；按规则列入的不在这里。回车修改。</source>
        <translation>Put in by hand; those by rule are not here. Enter changes.</translation>
    </message>
    <message>
        <source>还没有走访记录</source>
        <translation>No visits on record yet</translation>
    </message>
    <message>
        <source>走访了谁，按“记走访”（Ctrl+J），半分钟记好。</source>
        <translation>Press &quot;Log a visit&quot; (Ctrl+J); it takes half a minute.</translation>
    </message>
    <message>
        <source>没有待确认的变更</source>
        <translation>Nothing to confirm</translation>
    </message>
    <message>
        <source>走访时记下“情况有变”的，在这里确认以后写入档案。</source>
        <translation>Facts found changed on visits are confirmed here, then the register takes them.</translation>
    </message>
    <message>
        <source>还没有走访单</source>
        <translation>No walk lists yet</translation>
    </message>
    <message>
        <source>在“到期”里筛选好，按“做走访单…”。</source>
        <translation>Choose under &quot;Due&quot;, then press &quot;Walk list…&quot;.</translation>
    </message>
    <message>
        <source>没有手工列入的</source>
        <translation>Nobody put in by hand</translation>
    </message>
    <message>
        <source>规则没有列入、村里觉得该常去看的人和户，按“列入对象”。</source>
        <translation>Press &quot;Put in&quot; for people and households that no rule lists and that should be visited often.</translation>
    </message>
    <message>
        <source>还没有走访对象</source>
        <translation>Nobody to visit yet</translation>
    </message>
    <message>
        <source>民情档案里有了户和人，这里按规则列出该走访谁。</source>
        <translation>Once the register has households and people, the rules list here who is to be visited.</translation>
    </message>
    <message>
        <source>没有符合的</source>
        <translation>Nobody like that</translation>
    </message>
    <message>
        <source>换一个筛选，或者把搜索的字去掉。</source>
        <translation>Choose another filter, or clear the search.</translation>
    </message>
    <message>
        <source>没有到期要走访的</source>
        <translation>Nobody is due</translation>
    </message>
    <message>
        <source>下一个：{name}，{day} 到期。</source>
        <translation>Next: {name}, due {day}.</translation>
    </message>
    <message>
        <source>做走访单</source>
        <translation>Make a walk list</translation>
    </message>
    <message>
        <source>打印走访情况表</source>
        <translation>Print the sheet of visits</translation>
    </message>
    <message>
        <source>列入走访对象</source>
        <translation>Put on the list of visits</translation>
    </message>
</context>
<context>
    <name>VotesDialog</name>
    <message>
        <source>表决事项</source>
        <translation>Votes on matters</translation>
    </message>
    <message>
        <source>关闭</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>没有等这次会议来议的事项。先到“四议两公开”新立一件。</source>
        <translation>No matter waits for this meeting. Open one under “Major matters” first.</translation>
    </message>
    <message>
        <source>同意 {yes} 票，反对 {no} 票，弃权 {none} 票</source>
        <translation>{yes} for, {no} against, {none} abstained</translation>
    </message>
    <message>
        <source>改正…</source>
        <translation>Correct…</translation>
    </message>
    <message>
        <source>登记…</source>
        <translation>Record…</translation>
    </message>
</context>
<context>
    <name>WaitingPage</name>
    <message>
        <source>全选</source>
        <translation>Select all</translation>
    </message>
    <message>
        <source>不予确认…</source>
        <translation>Refuse…</translation>
    </message>
    <message>
        <source>确认选中的</source>
        <translation>Confirm the chosen</translation>
    </message>
    <message>
        <source>登记选中的</source>
        <translation>Enter the chosen</translation>
    </message>
    <message>
        <source>签到、实事、党费、处分已经登记的，按积分办法列在这里，不用再录。</source>
        <translation>What attendance, deeds, dues and discipline give by the scheme stands here; nothing is typed again.</translation>
    </message>
    <message>
        <source>按积分办法列出已登记的事；登记后由书记确认。</source>
        <translation>What records give by the scheme; entered, it waits for the secretary.</translation>
    </message>
    <message>
        <source>待确认的积分</source>
        <translation>Points to be confirmed</translation>
    </message>
    <message>
        <source>没有待确认的积分</source>
        <translation>Nothing to confirm</translation>
    </message>
    <message>
        <source>会议签到、实事、党费登记以后，应记的积分会自动列在这里。</source>
        <translation>What attendance, deeds and dues give is listed here by itself.</translation>
    </message>
    <message>
        <source>已处理 {count} 笔积分。</source>
        <translation>{count} entries done.</translation>
    </message>
    <message>
        <source>{name}，{item}（{proof}）：{least} 到 {most} 分，记多少？</source>
        <translation>{name}, {item} ({proof}): {least} to {most} points. How many?</translation>
    </message>
    <message>
        <source>定分值</source>
        <translation>Decide the points</translation>
    </message>
    <message>
        <source>确定</source>
        <translation>OK</translation>
    </message>
    <message>
        <source>“{text}”不是分值，没有确认。</source>
        <translation>“{text}” is no number of points; nothing was confirmed.</translation>
    </message>
    <message>
        <source>为什么不予确认？选中的 {count} 笔不计分，理由本人可以看到。</source>
        <translation>Why? The {count} chosen don&apos;t count; the person concerned may read the reason.</translation>
    </message>
    <message>
        <source>不予确认</source>
        <translation>Refuse</translation>
    </message>
    <message>
        <source>{count} 笔不予确认。</source>
        <translation>{count} refused.</translation>
    </message>
</context>
<context>
    <name>WalkDialog</name>
    <message>
        <source>登记走访单：{title}</source>
        <translation>Enter walk list: {title}</translation>
    </message>
    <message>
        <source>走访单上的人和户</source>
        <translation>Those on the walk list</translation>
    </message>
    <message>
        <source>如 9:30</source>
        <translation>e.g. 9:30</translation>
    </message>
    <message>
        <source>登记为任务</source>
        <translation>Make it a task</translation>
    </message>
    <message>
        <source>如 停电，先记在纸上</source>
        <translation>e.g. no power, noted on paper</translation>
    </message>
    <message>
        <source>时间</source>
        <translation>Time</translation>
    </message>
    <message>
        <source>结果</source>
        <translation>Results</translation>
    </message>
    <message>
        <source>见到了</source>
        <translation>Seen</translation>
    </message>
    <message>
        <source>方式</source>
        <translation>How</translation>
    </message>
    <message>
        <source>需求</source>
        <translation>Needs</translation>
    </message>
    <message>
        <source>备注</source>
        <translation>Note</translation>
    </message>
    <message>
        <source>补登原因</source>
        <translation>Why only now</translation>
    </message>
    <message>
        <source>关闭</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>保存，下一户</source>
        <translation>Save, next household</translation>
    </message>
    <message>
        <source>Ctrl+回车</source>
        <translation>Ctrl+Enter</translation>
    </message>
    <message>
        <source>1 正常&#x3000;2 有事&#x3000;3 没见到</source>
        <translation>1 well&#x3000;2 something to do&#x3000;3 nobody seen</translation>
    </message>
    <message>
        <source>{name}（{why}）</source>
        <translation>{name} ({why})</translation>
    </message>
    <message>
        <source>已登记 {done} / {all}</source>
        <translation>{done} / {all} entered</translation>
    </message>
</context>
<context>
    <name>WizardPresenter</name>
    <message>
        <source>村情通恢复单</source>
        <translation>Cunqingtong recovery sheet</translation>
    </message>
    <message>
        <source>保存恢复单</source>
        <translation>Save recovery sheet</translation>
    </message>
    <message>
        <source>恢复单.pdf</source>
        <translation>recovery-sheet.pdf</translation>
    </message>
    <message>
        <source>花名册 ({patterns})</source>
        <translation>Roster ({patterns})</translation>
    </message>
    <message>
        <source>选择花名册</source>
        <translation>Choose roster</translation>
    </message>
    <message>
        <source>备份放在哪里</source>
        <translation>Where backups go</translation>
    </message>
    <message>
        <source>正在放入示范数据…</source>
        <translation>Filling in sample data…</translation>
    </message>
    <message>
        <source>马上就好…</source>
        <translation>Almost ready…</translation>
    </message>
</context>
<context>
    <name>WizardView</name>
    <message>
        <source>1 村</source>
        <translation>1 Village</translation>
    </message>
    <message>
        <source>2 您和密码</source>
        <translation>2 You</translation>
    </message>
    <message>
        <source>3 恢复单</source>
        <translation>3 Recovery sheet</translation>
    </message>
    <message>
        <source>4 从哪里开始</source>
        <translation>4 Where to start</translation>
    </message>
    <message>
        <source>5 备份放哪里</source>
        <translation>5 Backup</translation>
    </message>
    <message>
        <source>上一步</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>下一步</source>
        <translation>Next</translation>
    </message>
    <message>
        <source>开始使用</source>
        <translation>Begin</translation>
    </message>
    <message>
        <source>正在建立档案…</source>
        <translation>Setting up the register…</translation>
    </message>
</context>
<context>
    <name>WordsPage</name>
    <message>
        <source>标题</source>
        <translation>Title</translation>
    </message>
    <message>
        <source>一行一段，太长时在两段之间换行。</source>
        <translation>One part to a line; a long title breaks between parts.</translation>
    </message>
    <message>
        <source>表头左</source>
        <translation>Head, left</translation>
    </message>
    <message>
        <source>表头中</source>
        <translation>Head, centre</translation>
    </message>
    <message>
        <source>表头右</source>
        <translation>Head, right</translation>
    </message>
    <message>
        <source>表题</source>
        <translation>Caption</translation>
    </message>
    <message>
        <source>空表文字</source>
        <translation>Empty table says</translation>
    </message>
    <message>
        <source>表下说明</source>
        <translation>Notes below</translation>
    </message>
    <message>
        <source>一行一条；没有内容的部分自动不印。</source>
        <translation>One note to a line; parts without content are left out.</translation>
    </message>
    <message>
        <source>签名栏</source>
        <translation>Signatures</translation>
    </message>
    <message>
        <source>一行一位，都在纸上手签。</source>
        <translation>One to a line; all sign by hand on paper.</translation>
    </message>
    <message>
        <source>保存文字</source>
        <translation>Save words</translation>
    </message>
    <message>
        <source>花括号里的由程序填写，可以用：{gaps}</source>
        <translation>What stands in braces is filled in by the program; there are: {gaps}</translation>
    </message>
</context>
<context>
    <name>WorkWords</name>
    <message>
        <source>元</source>
        <translation>yuan</translation>
    </message>
    <message>
        <source>计件</source>
        <translation>by the piece</translation>
    </message>
    <message>
        <source>面议</source>
        <translation>to be agreed</translation>
    </message>
    <message>
        <source>{amount}{unit}</source>
        <translation>{amount} {unit}</translation>
    </message>
    <message>
        <source>{yuan}元/月以上</source>
        <translation>{yuan} yuan a month or more</translation>
    </message>
</context>
<context>
    <name>Workspace</name>
    <message>
        <source>正在同步…</source>
        <translation>Syncing…</translation>
    </message>
    <message>
        <source>已取消：{title}</source>
        <translation>Cancelled: {title}</translation>
    </message>
    <message>
        <source>看备份</source>
        <translation>Backups</translation>
    </message>
    <message>
        <source>打开：{title}</source>
        <translation>Open: {title}</translation>
    </message>
    <message>
        <source>这一页的帮助</source>
        <translation>Help on this page</translation>
    </message>
    <message>
        <source>撤销上一次修改</source>
        <translation>Undo the last change</translation>
    </message>
    <message>
        <source>恢复撤销的修改</source>
        <translation>Redo what was undone</translation>
    </message>
    <message>
        <source>重新读取</source>
        <translation>Read anew</translation>
    </message>
    <message>
        <source>锁定</source>
        <translation>Lock</translation>
    </message>
    <message>
        <source>切换用户</source>
        <translation>Switch user</translation>
    </message>
    <message>
        <source>字大一点</source>
        <translation>Larger text</translation>
    </message>
    <message>
        <source>字小一点</source>
        <translation>Smaller text</translation>
    </message>
    <message>
        <source>字号 {percent}%</source>
        <translation>Text size {percent}%</translation>
    </message>
    <message>
        <source>锁定	Ctrl+L</source>
        <translation>Lock	Ctrl+L</translation>
    </message>
    <message>
        <source>切换用户	Ctrl+Shift+L</source>
        <translation>Switch user	Ctrl+Shift+L</translation>
    </message>
    <message>
        <source>用户和密码…</source>
        <translation>Users and passwords…</translation>
    </message>
    <message>
        <source>县里没有收下 {refused} 条，有 {conflicts} 处冲突要您处理</source>
        <translation>The county refused {refused}; {conflicts} conflicts wait for you</translation>
    </message>
    <message>
        <source>去处理</source>
        <translation>Decide</translation>
    </message>
    <message>
        <source>同步完成：上传 {sent} 条，收到 {received} 条</source>
        <translation>Synced: {sent} sent, {received} received</translation>
    </message>
</context>
<context>
    <name>_DatedForm</name>
    <message>
        <source>请写完整的日期，如 2026-10-20</source>
        <translation>Write the whole date, such as 2026-10-20</translation>
    </message>
</context>
<context>
    <name>_Editors</name>
    <message>
        <source>填写</source>
        <translation>Typing</translation>
    </message>
</context>
<context>
    <name>_PasswordDialog</name>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
</context>
<context>
    <name>files</name>
    <message>
        <source>查找范围：</source>
        <translation>Look in:</translation>
    </message>
    <message>
        <source>文件类型：</source>
        <translation>Files of type:</translation>
    </message>
</context>
</TS>
